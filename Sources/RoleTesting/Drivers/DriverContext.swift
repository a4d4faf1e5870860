public import Values

/// What a driver knows of the scenario whose platforms it makes.
public struct DriverContext: Sendable {
    public var scenario: String
    /// Short, the same in every run of this scenario of this checkout and no other, of letters, digits, `-` and `_`: for
    /// names of cgroups, namespaces and interfaces.
    public var identity: String
    /// Where the driver may keep files of its own; emptied after `destroy`.
    public var ephemeralDirectory: String
    /// Where relative paths of the scenario (`Dockerfile.j2`, volumes) begin.
    public var scenarioDirectory: String
    public var projectDirectory: String
    /// `driver.options` of the scenario file.
    public var options: Dict
    /// The environment after the scenario's own variables.
    public var environment: [String: String]
    /// Told of what a person may want to know, one line a call.
    public var note: @Sendable (String) -> Void

    public init(
        scenario: String, identity: String, ephemeralDirectory: String, scenarioDirectory: String,
        projectDirectory: String, options: Dict = [:], environment: [String: String] = [:],
        note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.scenario = scenario
        self.identity = identity
        self.ephemeralDirectory = ephemeralDirectory
        self.scenarioDirectory = scenarioDirectory
        self.projectDirectory = projectDirectory
        self.options = options
        self.environment = environment
        self.note = note
    }
}
