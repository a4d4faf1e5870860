import Modules
import Synchronization
import System
import Values

/// The plugins that helm has, by `helm plugin list`.
struct HelmPlugins: Sendable {
    struct Plugin: Sendable {
        var name: String
        var version: String
        var description: String

        var value: Value {
            ["name": .string(name), "version": .string(version), "description": .string(description)]
        }
    }

    let command: HelmCommand
    let result: CommandResult
    let all: [Plugin]

    private static let known = Mutex<[HelmPluginPlace: HelmPlugins]>([:])

    /// The plugins as helm told an earlier task of this process, as long as helm and the directories of its plugins are as they
    /// were then.
    static func known<Base: System>(to helm: Helm<Base>) async throws(ModuleFailure) -> HelmPlugins {
        guard let place = await HelmPluginPlace(of: helm) else { return try await HelmPlugins(helm) }
        if let plugins = known.withLock({ $0[place] }) { return plugins }
        let plugins = try await HelmPlugins(helm)
        known.withLock { $0[place] = plugins }
        return plugins
    }

    init<Base: System>(_ helm: Helm<Base>) async throws(ModuleFailure) {
        command = helm.command("plugin", "list")
        result = try await helm.succeed(command)
        guard !result.output.isEmpty || !result.error.isEmpty else {
            throw ModuleFailure(
                "Failed to get Helm plugin info",
                values: ["command": .string(command.text), "stdout": "", "stderr": "", "rc": 0])
        }
        // Newer versions of helm print further columns between the version and the description.
        all = result.text.lines.filter { !$0.hasPrefix("NAME") }.compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmed() }
            guard cells.count >= 2, !cells[0].isEmpty else { return nil }
            return Plugin(name: cells[0], version: cells[1], description: cells.count > 2 ? cells[cells.count - 1] : "")
        }
    }

    func version(of name: String) -> HelmVersion? {
        all.first { $0.name == name }.map { HelmVersion($0.version) }
    }
}
