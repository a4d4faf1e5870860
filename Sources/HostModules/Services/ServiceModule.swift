import Modules
import System
import Values

/// `ansible.builtin.service`: services by whatever manager the machine has.
struct ServiceModule: Module {
    static let name = "ansible.builtin.service"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true),
            Option("state", choices: ["started", "stopped", "reloaded", "restarted"]), Option("sleep", .int),
            Option("pattern"), Option("enabled", .bool), Option("runlevel", default: "default"),
            Option("arguments", default: "", aliases: ["args"]), Option("use", default: "auto"),
        ],
        requiredOneOf: [["state", "enabled"]], operands: ["name", "runlevel"])

    private let arguments: Arguments
    private let manager: String

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        manager = (arguments.string("use") ?? "auto").lowercased()
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = await Machine.inParsableLocale(system)
        var manager = manager
        if manager == "auto" {
            let identity = try await machine.attempt { base async throws(SystemError) in try await base.identity() }
            manager = await ServiceManager.name(on: machine, identity)
        }
        switch manager {
        case "systemd": return try await SystemdModule(systemdArguments).run(on: system, in: context)
        case "sysvinit": return try await SysvinitModule(sysvinitArguments).run(on: system, in: context)
        default: return try await PlainService(arguments).run(machine, check: context.check)
        }
    }

    private var systemdArguments: Arguments {
        var values = arguments.values.filter { ["name", "state", "enabled"].contains($0.key.text) }
        for name in ["daemon_reload", "daemon_reexec", "no_block"] { values[.string(name)] = false }
        values["scope"] = "system"
        return Arguments(values)
    }

    private var sysvinitArguments: Arguments {
        var values = arguments.values.filter {
            ["name", "state", "enabled", "pattern", "arguments"].contains($0.key.text)
        }
        values["sleep"] = arguments["sleep"] ?? 1
        values["daemonize"] = false
        return Arguments(values)
    }
}
