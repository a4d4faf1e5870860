import Diagnostics

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

/// Removes what scenarios keep.
struct ResetCommand {
    let context: ProgramContext

    func run() throws(Diagnostic) -> Int32 {
        for scenario in try context.scenarios(all: context.invocation.all)
        where !context.invocation.excludes.contains(where: { PathPattern($0).matches(scenario.name) }) {
            context.view.log(
                .information, "Removing \(scenario.place.path)", scenario: scenario.name, step: "reset")
            Disk.remove(scenario.place.path)
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
    let context: ProgramContext

    func run() throws(Diagnostic) -> Int32 {
        let words = context.invocation.words
        guard words.isEmpty || words[0] == "rm" else {
            throw Diagnostic("there is no '\(words[0])' of snapshots", help: "It is 'rm', or nothing to list them.")
        }
        var shown: Set<String> = []
        for driver in try drivers() {
            if words.first == "rm" {
                try driver.removeSnapshots(words.count > 1 ? Array(words.dropFirst()) : nil)
                continue
            }
            for snapshot in driver.snapshots() where shown.insert(snapshot.key).inserted {
                Terminal.write("\(snapshot.key)  \(snapshot.size / 1_048_576) MiB  \(snapshot.title)\n", isError: false)
            }
        }
        return 0
    }

    private func drivers() throws(Diagnostic) -> [any Driver] {
        try context.scenarios(all: true).compactMap { scenario in
            let name = scenario.config.text("driver", "name") ?? "default"
            let choice = try? DriverSelection(scenario: scenario, name: name, note: { _ in }).choice()
            if case .driver(let driver) = choice { return driver }
            return nil
        }
    }
}

/// Removes the hosts of scenarios of this project that no run is using.
struct CollectCommand {
    let context: ProgramContext

    func run() async throws(Diagnostic) -> Int32 {
        for scenario in try context.scenarios(all: true) {
            guard let lock = try ScenarioLock.take(scenario.place) else { continue }
            let name = scenario.config.text("driver", "name") ?? "default"
            if case .driver(let driver) = try? DriverSelection(scenario: scenario, name: name, note: { _ in }).choice()
            {
                try await driver.destroy(scenario.platforms.map(\.name))
                Disk.remove(scenario.place.stateFile)
                Terminal.write("\(scenario.name): hosts removed\n", isError: false)
            }
            withExtendedLifetime(lock) {}
        }
        return 0
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
