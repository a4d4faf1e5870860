import Modules
import System

/// The links that start a script at boot, set by the distribution's own program.
struct BootLinks: Sendable {
    let name: String
    /// Run levels; none means the script's own.
    var levels: [String] = []

    func set(_ wanted: Bool, _ machine: Machine<some System>) async throws(ModuleFailure) -> CommandResult {
        if let program = await machine.find("update-rc.d") {
            if wanted, levels.isEmpty {
                let result = try await machine.run([program, name, "defaults"])
                // It leaves links alone that `disable` made: only then `enable` is needed.
                if await InitScript(name).isEnabled(machine, level: "?") { return result }
            }
            return try await machine.run([program, name, wanted ? "enable" : "disable"] + levels)
        }
        if let program = await machine.find("chkconfig") {
            let level = levels.isEmpty ? [] : ["--level", levels.joined()]
            return try await machine.run([program] + level + [name, wanted ? "on" : "off"])
        }
        if let program = await machine.find("rc-update") {
            return try await machine.run([program, wanted ? "add" : "delete", name, levels.first ?? "default"])
        }
        throw ModuleFailure("cannot detect command to enable service \(name), typo or init system potentially unknown")
    }
}
