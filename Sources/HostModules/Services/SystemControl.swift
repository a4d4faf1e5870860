import Modules
import System
import Values

/// systemctl(1) with the flags of one task.
struct SystemControl<Base: System> {
    let machine: Machine<Base>
    let program: String
    let flags: [String]
    let isSystemScope: Bool
    let environment: [String: String]

    private func run(_ arguments: String...) async throws(ModuleFailure) -> CommandResult {
        try await machine.run([program] + flags + arguments, environment: environment)
    }

    private func isOffline() async -> Bool {
        let variables = (try? await machine.system.environment()) ?? [:]
        if variables["SYSTEMD_OFFLINE"] == "1" { return true }
        return await Chroot.isInside(machine, variables)
    }

    /// `daemon-reload` or `daemon-reexec`; where no systemd can be running a failure is only a warning.
    func manage(_ command: String, _ outcome: inout Outcome) async throws(ModuleFailure) {
        let result = try await run(command)
        guard !result.succeeded else { return }
        guard await isOffline() else {
            throw ModuleFailure("failure \(result.status) during \(command): \(result.errorText)")
        }
        outcome.warnings.append(
            "\(command) failed, but target is a chroot or systemd is offline. Continuing. "
                + "Error was: \(result.status) / \(result.errorText)")
    }

    func status(of unit: String) async throws(ModuleFailure) -> UnitStatus {
        var status = UnitStatus()
        status.isScript = await InitScript(unit).exists(machine)
        let result = try await run("show", unit)
        if result.succeeded, !Self.isIgnored(result.text), !Self.isIgnored(result.errorText) {
            status.properties = UnitStatus.parse(result.text)
            let state = status.properties["LoadState"]?.text
            status.isUnit = state != nil && state != "not-found"
            if status.isUnit, state != "masked", let problem = status.properties["LoadError"]?.text {
                throw ModuleFailure("Error loading unit file '\(unit)': \(problem)")
            }
        } else if result.status == 1, result.errorText.has("Failed to parse bus message") {
            status.properties = UnitStatus.parse(result.text)
            let family = unit.cut(at: "@").map { "\($0.before)@" } ?? unit
            status.isUnit = try await run("list-unit-files", "\(family)*").text.has(family)
            let active = try await run("is-active", unit).text
            status.properties["ActiveState"] = .string(active.droppingTrailing("\n"))
        } else {
            status.isUnit = try await isKnownOffline(unit)
        }
        return status
    }

    private static func isIgnored(_ text: String) -> Bool {
        !text.contains("=") && (text.has("ignoring request") || text.has("ignoring command"))
    }

    /// The states of `systemctl is-enabled` that only a unit that exists has.
    private static var enabledStates: [String] {
        [
            "enabled", "enabled-runtime", "linked", "linked-runtime", "masked", "masked-runtime", "static", "indirect",
            "disabled", "generated", "transient",
        ]
    }

    private func isKnownOffline(_ unit: String) async throws(ModuleFailure) -> Bool {
        if Self.enabledStates.contains(try await run("is-enabled", unit).text.trimmed()) { return true }
        if try await run("list-unit-files", unit).succeeded { return true }
        let result = try await run()
        guard result.succeeded else {
            throw ModuleFailure(
                result.errorText.droppingTrailing("\n"),
                values: [
                    "cmd": .string(([program] + flags).joined(separator: " ")), "rc": .int(Int(result.status)),
                    "stdout": .string(result.text), "stderr": .string(result.errorText),
                ])
        }
        return false
    }

    private func requireFound(_ unit: String, _ status: UnitStatus) throws(ModuleFailure) {
        if status.isFound { return }
        throw ModuleFailure("Could not find the requested service \(unit): host")
    }

    func mask(
        _ unit: String, _ wanted: Bool, _ status: UnitStatus, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        let isMasked = try await run("is-enabled", unit).text.trimmed() == "masked"
        guard isMasked != wanted else { return }
        outcome.changed = true
        if check { return }
        let verb = wanted ? "mask" : "unmask"
        let result = try await run(verb, unit)
        if result.succeeded { return }
        try requireFound(unit, status)
        throw ModuleFailure("Failed to \(verb) the service (\(unit)): \(result.errorText.trimmed())")
    }

    func enable(
        _ unit: String, _ wanted: Bool, _ status: UnitStatus, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        try requireFound(unit, status)
        let result = try await run("is-enabled", unit, "-l")
        let state = result.text.trimmed()
        var isEnabled = false
        if result.succeeded {
            isEnabled = !["enabled-runtime", "indirect", "alias"].contains(state)
        } else if result.status == 1, isSystemScope, status.isScript, !state.hasSuffix("disabled") {
            isEnabled = await InitScript(unit).isEnabled(machine)
        }
        outcome.values["enabled"] = .bool(isEnabled)
        guard isEnabled != wanted else { return }
        outcome.changed = true
        if !check {
            let verb = wanted ? "enable" : "disable"
            let result = try await run(verb, unit)
            guard result.succeeded else {
                throw ModuleFailure("Unable to \(verb) service \(unit): \(result.text)\(result.errorText)")
            }
        }
        outcome.values["enabled"] = .bool(wanted)
    }

    func change(
        _ unit: String, to state: ServiceState, _ status: UnitStatus, check: Bool, _ outcome: inout Outcome
    ) async throws(ModuleFailure) {
        try requireFound(unit, status)
        outcome.values["state"] = .string(state.rawValue)
        guard let active = status.activeState else {
            guard await isOffline() else {
                throw ModuleFailure("Service is in unknown state", values: ["status": .dict(status.properties)])
            }
            outcome.warnings.append(
                "Target is a chroot or systemd is offline. This can lead to false positives or prevent the init system "
                    + "tools from working.")
            return
        }
        let verb: String?
        switch state {
        case .started: verb = status.isRunning ? nil : "start"
        case .stopped: verb = status.isRunning || active == "deactivating" ? "stop" : nil
        case .restarted, .reloaded:
            verb = status.isRunning ? state.verb : "start"
            outcome.values["state"] = "started"
        }
        guard let verb else { return }
        outcome.changed = true
        if check { return }
        let result = try await run(verb, unit)
        guard result.succeeded else { throw ModuleFailure("Unable to \(verb) service \(unit): \(result.errorText)") }
    }
}
