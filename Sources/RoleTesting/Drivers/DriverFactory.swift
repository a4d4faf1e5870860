import Diagnostics
import Values

/// Makes the driver of a scenario whose hosts this program makes.
struct DriverFactory {
    let scenario: Scenario
    /// The driver's name by the scenario file or the command line.
    let name: String
    let note: @Sendable (String) -> Void

    func driver() throws(Diagnostic) -> any Driver {
        let environment = scenario.project.environment
        let context = DriverContext(
            scenario: scenario.name, identity: scenario.place.identity, ephemeralDirectory: scenario.place.path,
            scenarioDirectory: scenario.directory, projectDirectory: scenario.project.directory,
            options: try scenario.config.dict("driver", "options"), environment: environment, note: note)
        for program in candidates(environment) {
            let containers = ContainerDriver(program: program, context: context)
            if containers.answers() { return containers }
        }
        // Without a daemon the same platforms are hosts in namespaces of this machine.
        return try HostDriver(kind: name == "host" || name == "containers" ? "docker" : name, context: context)
    }

    /// The programs that may make the hosts, in the order that they are asked.
    private func candidates(_ environment: [String: String]) -> [String] {
        let podman = environment["MOLECULE_PODMAN_EXECUTABLE"] ?? "podman"
        let named = (environment["MOLECULE_CONTAINERS_BACKEND"] ?? "podman,docker").split(separator: ",")
        let backends = named.map { $0 == "podman" ? podman : String($0) }
        switch name {
        case "docker": return ["docker"]
        case "podman": return [podman]
        case "containers": return backends
        default: return []
        }
    }
}
