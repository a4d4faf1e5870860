import Modules
import System
import Values

/// The plugins that helm has, by `helm plugin list`.
struct HelmPlugins {
    struct Plugin {
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
