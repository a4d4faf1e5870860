import Modules
import System
import Values

/// A service of OpenRC, upstart or bare init scripts, by the programs that each of them brings.
struct PlainService: Sendable {
    private let name: String
    private let state: ServiceState?
    private let enabled: Bool?
    private let pattern: String?
    private let level: String
    private let extra: [String]
    private let pause: Int

    init(_ arguments: Arguments) throws(ModuleFailure) {
        name = arguments.string("name") ?? ""
        state = arguments.string("state").flatMap(ServiceState.init)
        enabled = arguments.bool("enabled")
        pattern = arguments.string("pattern")
        level = arguments.string("runlevel") ?? "default"
        pause = arguments.int("sleep") ?? 0
        do { extra = try ShellWords.split(arguments.string("arguments") ?? "") } catch {
            throw ModuleFailure(error.message)
        }
    }

    func run(_ machine: Machine<some System>, check: Bool) async throws(ModuleFailure) -> Outcome {
        let program = try await command(machine)
        var outcome = Outcome(values: ["name": .string(name)])
        if let enabled {
            if try await isEnabled(machine) != enabled {
                outcome.changed = true
                if !check {
                    let result = try await BootLinks(name: name, levels: level == "default" ? [] : [level])
                        .set(enabled, machine)
                    guard result.succeeded else {
                        throw ModuleFailure(
                            "Failure for \(name): \(result.text)\(result.errorText)",
                            values: ["rc": .int(Int(result.status))])
                    }
                }
            }
            outcome.values["enabled"] = .bool(enabled)
        }
        guard let state else { return outcome }
        let status = try await ServiceStatus(name: name, pattern: pattern, command: program + ["status"]).look(machine)
        outcome.warnings += status.warnings
        let verb: String?
        switch state {
        case .started: verb = status.isStarted ? nil : "start"
        case .stopped: verb = status.isStarted ? "stop" : nil
        case .reloaded: verb = status.isStarted ? "reload" : "start"
        case .restarted: verb = "restart"
        }
        outcome.values["state"] = state == .stopped ? "stopped" : "started"
        guard let verb else { return outcome }
        outcome.changed = true
        if check {
            return Outcome(changed: true, message: "service state changed", warnings: outcome.warnings)
        }
        for step in verb == "restart" && pause > 0 ? ["stop", "start"] : [verb] {
            let result = try await machine.run(program + [step] + extra)
            guard result.succeeded || result.errorText.has("Job is already running") else {
                throw ModuleFailure(result.errorText.isEmpty ? result.text : result.errorText)
            }
            if step == "stop", pause > 0 { try? await machine.system.sleep(Double(pause)) }
        }
        return outcome
    }

    private func command(_ machine: Machine<some System>) async throws(ModuleFailure) -> [String] {
        if let program = await machine.find("rc-service") { return [program, name] }
        if let program = await machine.find("initctl"), await machine.exists("/etc/init/\(name).conf") {
            return [program, name]
        }
        guard await InitScript(name).exists(machine) else {
            throw ModuleFailure("Could not find the requested service \(name): host")
        }
        if let program = await machine.find("service") { return [program, name] }
        return [InitScript(name).path]
    }

    private func isEnabled(_ machine: Machine<some System>) async throws(ModuleFailure) -> Bool {
        if await machine.find("rc-update") != nil {
            return await machine.info("/etc/runlevels/\(level)/\(name)", follow: false) != nil
        }
        return await InitScript(name).isEnabled(machine, level: level == "default" ? "?" : level)
    }
}
