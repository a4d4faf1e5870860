/// What a command line of role tests says.
struct Invocation: Sendable {
    enum Destroy: String, CaseIterable, Sendable {
        case always, never
        /// Keeps the hosts of a scenario that failed.
        case onSuccess = "on-success"
    }

    /// The name that the program was called by: `molecule`, `swiftplay test`.
    var program = "molecule"
    var command = ""
    // Before the command.
    var debug = false
    var verbosity = 0
    var baseConfigs: [String] = []
    var envFile = ".env.yml"
    // Behind it.
    var scenarioNames: [String] = []
    var excludes: [String] = []
    var all = false
    var report: Bool?
    var borders: Bool?
    var sharedState: Bool?
    var driver: String?
    var platform: String?
    var destroy = Destroy.always
    var workers = 1
    var continuesOnFailure = false
    var isParallel = false
    var force = false
    var format = "simple"
    var host: String?
    /// Positional words: arguments for Ansible, the subcommand of `matrix`, the name of a new scenario.
    var words: [String] = []
    // Ours.
    var jobs: Int?
    var strictImages = false
    /// Whether hosts may begin from a kept state, and theirs is kept.
    var snapshots = true
    /// Where a failed test goes on: `task`, `step`, or the name of a step; nil for a test from the beginning.
    var resume: String?
    /// Whether verify goes on behind what does not hold.
    var keepsGoing = false
    var watches = false
    /// Formats of the coverage report; nil where none is wanted, empty for the table alone.
    var coverage: [String]?
    /// In percent.
    var coverageMinimum: Double?
    var junit: String?
    var html: String?
    var json: String?

    /// Whether a scenario is left out.
    func excludes(_ name: String) -> Bool { excludes.contains { $0 == name || PathPattern($0).matches(name) } }

    /// Whether it is called by its own name, which prints in its own way.
    var isNative: Bool { program != "molecule" }
}
