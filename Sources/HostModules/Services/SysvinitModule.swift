import Modules
import System
import Values

/// `ansible.builtin.sysvinit`: services of init scripts.
struct SysvinitModule: Module {
    static let name = "ansible.builtin.sysvinit"
    static let arguments = ArgumentSpec(
        [
            Option("name", required: true, aliases: ["service"]),
            Option("state", choices: ["started", "stopped", "restarted", "reloaded"]), Option("enabled", .bool),
            Option("sleep", .int, default: 1), Option("pattern"), Option("arguments", aliases: ["args"]),
            Option("runlevels", .list, elements: .string), Option("daemonize", .bool, default: false),
        ],
        requiredOneOf: [["state", "enabled"]], operands: ["name", "runlevels"])

    private let name: String
    private let script: InitScript
    private let state: ServiceState?
    private let enabled: Bool?
    private let pause: Int
    private let pattern: String?
    private let scriptArguments: [String]
    private let levels: [String]
    private let isDaemonized: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        script = InitScript(name)
        state = arguments.string("state").flatMap(ServiceState.init)
        enabled = arguments.bool("enabled")
        pause = arguments.int("sleep") ?? 1
        pattern = arguments.string("pattern")
        do { scriptArguments = try ShellWords.split(arguments.string("arguments") ?? "") } catch {
            throw ModuleFailure(error.message)
        }
        levels = arguments.strings("runlevels") ?? []
        isDaemonized = arguments.bool("daemonize") ?? false
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        guard await script.exists(machine) else {
            throw ModuleFailure("Could not find the requested service \(name): ")
        }
        var outcome = Outcome(values: ["name": .string(name)])
        let status = try await ServiceStatus(name: name, pattern: pattern).look(machine)
        outcome.warnings += status.warnings
        var report: Dict = [:]
        report["enabled"] = .dict(try await enable(machine, check: context.check, &outcome))
        // The original reports on a state that is not asked for as well, under the JSON text of Python's None.
        report[.string(state?.rawValue ?? "null")] = .dict(
            try await change(to: state, isStarted: status.isStarted, machine, check: context.check, &outcome))
        outcome.values["status"] = .dict(report)
        return outcome
    }

    private func report(changed: Bool, _ result: CommandResult?) -> Dict {
        [
            "changed": .bool(changed), "rc": result.map { .int(Int($0.status)) } ?? Value.none,
            "stdout": result.map { .string($0.text) } ?? Value.none,
            "stderr": result.map { .string($0.errorText) } ?? Value.none,
        ]
    }

    private func enable(
        _ machine: Machine<some System>, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) -> Dict {
        var differs = false
        guard let wanted = enabled else { return report(changed: false, nil) }
        for level in levels.isEmpty ? ["?"] : levels {
            if await script.isEnabled(machine, level: level) != wanted { differs = true }
        }
        var facts = report(changed: differs, nil)
        if differs {
            outcome.changed = true
            if !check {
                let result = try await BootLinks(name: name, levels: levels).set(wanted, machine)
                facts = report(changed: true, result)
                if result.errorText.has("illegal runlevel specified") {
                    throw ModuleFailure("Illegal runlevel specified for enable operation on service \(name)")
                }
            }
        }
        if !levels.isEmpty { facts["runlevels"] = .texts(levels) }
        return facts
    }

    private func change(
        to state: ServiceState?, isStarted: Bool, _ machine: Machine<some System>, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) -> Dict {
        let verbs: [String]
        switch state {
        case nil: verbs = []
        // A script's own restart cannot be relied on.
        case .restarted: verbs = ["stop", "start"]
        case .started: verbs = isStarted ? [] : ["start"]
        case .stopped: verbs = isStarted ? ["stop"] : []
        case .reloaded: verbs = isStarted ? ["reload"] : []
        }
        if verbs.isEmpty { return report(changed: false, nil) }
        outcome.changed = true
        if check { return report(changed: true, nil) }
        var last: CommandResult?
        for verb in verbs {
            let result = try await machine.attempt { base async throws(SystemError) in
                try await base.run(Command([script.path, verb] + scriptArguments, detached: isDaemonized))
            }
            guard result.succeeded else {
                var values = report(changed: true, result)
                values["changed"] = nil
                throw ModuleFailure("Failed to \(state?.verb ?? "") service: \(name)", values: values)
            }
            last = result
            if state == .restarted, pause > 0 { try? await machine.system.sleep(Double(pause)) }
        }
        return report(changed: true, last)
    }
}
