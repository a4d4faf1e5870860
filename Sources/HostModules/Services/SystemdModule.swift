import Modules
import System
import Values

/// `ansible.builtin.systemd_service`: systemd's units.
struct SystemdModule: Module {
    static let name = "ansible.builtin.systemd_service"
    static let aliases = ["ansible.builtin.systemd"]
    static let arguments = ArgumentSpec(
        [
            Option("name", aliases: ["service", "unit"]),
            Option("state", choices: ["reloaded", "restarted", "started", "stopped"]), Option("enabled", .bool),
            Option("force", .bool), Option("masked", .bool),
            Option("daemon_reload", .bool, default: false, aliases: ["daemon-reload"]),
            Option("daemon_reexec", .bool, default: false, aliases: ["daemon-reexec"]),
            Option("scope", default: "system", choices: ["system", "user", "global"]),
            Option("no_block", .bool, default: false),
        ],
        requiredOneOf: [["state", "enabled", "masked", "daemon_reload", "daemon_reexec"]],
        requiredBy: ["state": ["name"], "enabled": ["name"], "masked": ["name"]], operands: ["name"])

    private let unit: String?
    private let state: ServiceState?
    private let enabled: Bool?
    private let masked: Bool?
    /// Manager commands to run first.
    private let managerCommands: [String]
    private let flags: [String]
    private let isSystemScope: Bool

    init(_ arguments: Arguments) throws(ModuleFailure) {
        unit = arguments.string("name")
        if let unit, let mark = ["*", "?", "["].first(where: { unit.contains($0) }) {
            throw ModuleFailure(
                "This module does not currently support using glob patterns, found '\(mark)' in service name: \(unit)")
        }
        state = arguments.string("state").flatMap(ServiceState.init)
        enabled = arguments.bool("enabled")
        masked = arguments.bool("masked")
        managerCommands =
            (arguments.bool("daemon_reload") == true ? ["daemon-reload"] : [])
            + (arguments.bool("daemon_reexec") == true ? ["daemon-reexec"] : [])
        let scope = arguments.string("scope") ?? "system"
        isSystemScope = scope == "system"
        flags =
            (isSystemScope ? [] : ["--\(scope)"]) + (arguments.bool("no_block") == true ? ["--no-block"] : [])
            + (arguments.bool("force") == true ? ["--force"] : [])
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let control = SystemControl(
            machine: machine, program: try await machine.require("systemctl"), flags: flags,
            isSystemScope: isSystemScope, environment: try await Self.environment(machine))
        var outcome = Outcome()
        if !context.check {
            for command in managerCommands { try await control.manage(command, &outcome) }
        }
        outcome.values["name"] = unit.map { .string($0) } ?? Value.none
        guard let unit else {
            outcome.values["status"] = [:]
            return outcome
        }
        let status = try await control.status(of: unit)
        outcome.values["status"] = .dict(status.properties)
        if status.isScript, !status.isUnit {
            outcome.warnings.append(
                "The service (\(unit)) is actually an init script but the system is managed by systemd")
        }
        if let masked { try await control.mask(unit, masked, status, check: context.check, &outcome) }
        if let enabled { try await control.enable(unit, enabled, status, check: context.check, &outcome) }
        if let state { try await control.change(unit, to: state, status, check: context.check, &outcome) }
        return outcome
    }

    private static func environment(_ machine: Machine<some System>) async throws(ModuleFailure) -> [String: String] {
        let environment = try await machine.attempt { base async throws(SystemError) in try await base.environment() }
        if environment["XDG_RUNTIME_DIR"] != nil { return [:] }
        let identity = try await machine.attempt { base async throws(SystemError) in try await base.identity() }
        return ["XDG_RUNTIME_DIR": "/run/user/\(identity.uid)"]
    }
}
