import Diagnostics
import Hosts

/// Lists the drivers that a scenario may name.
struct DriversCommand {
    let invocation: Invocation

    func run() -> Int32 {
        for name in DriverChoice.names {
            let text = invocation.format == "plain" ? name.padded(to: 16) + " \(Self.about(name))" : name
            Terminal.write(text + "\n", isError: false)
        }
        return 0
    }

    private static func about(_ name: String) -> String {
        switch name {
        case "default": "hosts that the scenario's own playbooks make"
        case "docker", "podman", "containers": "containers of a daemon, or namespace hosts in their place"
        case "host": "namespace hosts of this machine"
        case "vagrant": "namespace hosts in the place of virtual machines"
        default: "with create and destroy playbooks of the scenario only"
        }
    }
}

/// Removes what scenarios keep, their hosts too where this program has made them.
struct ResetCommand {
    let context: ProgramContext

    func run() async throws(Diagnostic) -> Int32 {
        for scenario in try context.scenarios(all: context.invocation.all)
        where !context.invocation.excludes(scenario.name) {
            context.view.log(
                .information, "Removing \(scenario.place.path)", scenario: scenario.name, step: "reset")
            guard let lock = try ScenarioLock.take(scenario.place) else { throw ScenarioLock.taken(scenario) }
            _ = try await scenario.removeHosts()
            Disk.remove(scenario.place.path)
            withExtendedLifetime(lock) {}
        }
        guard context.invocation.all else { return 0 }
        let shared = EphemeralDirectory(project: context.project, scenario: "", isShared: true).path
        if Disk.exists(shared) {
            context.view.log(.information, "Removing shared directory \(shared)", scenario: "shared", step: "reset")
            Disk.remove(shared)
        }
        return 0
    }
}

/// Lists the states of hosts that are kept, and removes them.
struct SnapshotsCommand {
    let words: [String]
    let environment: [String: String]

    func run() throws(Diagnostic) -> Int32 {
        guard words.isEmpty || words[0] == "rm" else {
            throw Diagnostic("there is no '\(words[0])' of snapshots", help: "It is 'rm', or nothing to list them.")
        }
        let store = HostStore(environment: environment)
        let snapshots = store?.allSnapshots ?? []
        guard words.first == "rm" else {
            for snapshot in snapshots {
                Terminal.write("\(snapshot.key)  \(snapshot.size / 1_048_576) MiB  \(snapshot.title)\n", isError: false)
            }
            return 0
        }
        let keys = words.dropFirst()
        for key in keys where !snapshots.contains(where: { $0.key == key }) {
            throw Diagnostic("there is no snapshot '\(key)'")
        }
        do throws(HostError) {
            for snapshot in snapshots where keys.isEmpty || keys.contains(snapshot.key) {
                try store?.remove(snapshot)
            }
        } catch {
            throw Diagnostic(error.description)
        }
        return 0
    }
}

/// Removes the hosts of scenarios of this project that no run is using, and what this machine keeps for projects that are
/// gone.
struct CollectCommand {
    let context: ProgramContext

    func run() async throws(Diagnostic) -> Int32 {
        for scenario in (try? context.scenarios(all: true)) ?? [] {
            guard let lock = try ScenarioLock.take(scenario.place) else { continue }
            if try await scenario.removeHosts() { Terminal.write("\(scenario.name): hosts removed\n", isError: false) }
            withExtendedLifetime(lock) {}
        }
        for identity in await HostStore(environment: context.project.environment)?.collectGarbage() ?? [] {
            Terminal.write("\(identity): hosts removed\n", isError: false)
        }
        return 0
    }
}

extension Scenario {
    /// Takes away the hosts that this program has made for the scenario.
    ///
    /// - Returns: whether they are of a driver of this program.
    func removeHosts() async throws(Diagnostic) -> Bool {
        let choice = try? DriverSelection(scenario: self, name: config.driverName, note: { _ in }).choice()
        guard case .driver(let driver) = choice else { return false }
        try await driver.destroy(platforms.map(\.name))
        Disk.remove(place.stateFile)
        return true
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
