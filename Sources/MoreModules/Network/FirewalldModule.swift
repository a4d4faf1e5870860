import HostModules
import Modules
import System
import Values

/// `ansible.posix.firewalld`: zones of firewalld and what they let through, by firewall-cmd.
struct FirewalldModule: Module {
    static let name = "ansible.posix.firewalld"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            icmp_block icmp_block_inversion:bool service protocol port port_forward:list:dict rich_rule zone
            immediate:bool=false source permanent:bool=false state!{absent|disabled|enabled|present} timeout:int=0
            interface forward:bool masquerade:bool offline:bool=false target{default|ACCEPT|DROP|%%REJECT%%}
            """),
        mutuallyExclusive: [Self.subjects],
        requiredBy: ["interface": ["zone"], "target": ["zone"], "source": ["permanent"]], operands: ["zone"])

    private static let subjects = [
        "icmp_block", "icmp_block_inversion", "service", "protocol", "port", "port_forward", "rich_rule", "interface",
        "forward", "masquerade", "source", "target",
    ]

    private let arguments: Arguments
    private let state: String
    private let permanent: Bool
    /// What the task is about, by its option and as firewall-cmd takes it; nil for the zone itself.
    private let subject: (option: String, value: String?)?

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        state = arguments.string("state") ?? ""
        permanent = arguments.bool("permanent") ?? false
        if arguments.bool("offline") == true, !permanent {
            throw ModuleFailure("offline cannot be enabled unless permanent changes are allowed")
        }
        guard let option = Self.subjects.first(where: { arguments[$0] != nil }) else {
            subject = nil
            return
        }
        if option != "target", state == "absent" || state == "present" {
            throw ModuleFailure("absent and present state can only be used in zone level operations")
        }
        switch option {
        case "port":
            let parts = (arguments.string("port") ?? "").trimmed().cut(at: "/")
            guard let parts, !parts.after.isEmpty else {
                throw ModuleFailure("improper port format (missing protocol?)")
            }
            subject = (option, "\(parts.before)/\(parts.after)")
        case "port_forward": subject = (option, try Self.forwarding(arguments.list("port_forward") ?? []))
        default: subject = (option, arguments.string(option))
        }
    }

    private static func forwarding(_ list: [Value]) throws(ModuleFailure) -> String {
        guard list.count == 1, let rule = list[0].mapping else {
            throw ModuleFailure("Only one port forward supported at a time")
        }
        func text(_ key: Value) -> String? { rule[key].flatMap { try? $0.string() } }
        guard let port = text("port") else { throw ModuleFailure("port must be specified for port forward") }
        guard let proto = text("proto") else {
            throw ModuleFailure("proto udp/tcp must be specified for port forward")
        }
        guard let target = text("toport") else { throw ModuleFailure("toport must be specified for port forward") }
        return "port=\(port):proto=\(proto):toport=\(target):toaddr=\(text("toaddr") ?? "")"
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let program = try await machine.require("firewall-cmd")
        let isOffline = try await !machine.run([program, "--state"]).succeeded
        var immediate = arguments.bool("immediate") ?? false
        if isOffline, arguments.bool("offline") == true { immediate = false }
        if !permanent, !immediate { immediate = true }
        if immediate, isOffline {
            throw ModuleFailure(
                "firewall is not currently running, unable to perform immediate actions without a running firewall"
                    + " daemon")
        }
        let command = isOffline ? [try await machine.require("firewall-offline-cmd")] : [program]
        var zone = arguments.string("zone") ?? ""
        if zone.isEmpty { zone = try await machine.succeed(command + ["--get-default-zone"]).text.trimmed() }
        let isZone = subject == nil || subject?.option == "target"
        if isZone, immediate {
            throw ModuleFailure(
                "Zone operations must be permanent. Make sure you didn't set the 'permanent' flag to 'false' or the"
                    + " 'immediate' flag to 'true'.")
        }
        let wanted = isOn
        var outcome = Outcome()
        var messages = [
            !permanent
                ? "Non-permanent operation"
                : immediate ? "Permanent and Non-Permanent(immediate) operation" : "Permanent operation"
        ]
        for isPermanent in [true, false] where isPermanent ? permanent : immediate {
            let place = isPermanent && !isOffline ? ["--permanent"] : []
            guard try await query(machine, command + place, zone) != wanted else { continue }
            if context.check { return Outcome(changed: true) }
            _ = try await machine.succeed(
                command + place + change(to: wanted, zone, lasts: isPermanent))
            outcome.changed = true
        }
        if outcome.changed { messages += words(zone) }
        if isOffline { messages.append("(offline operation: only on-disk configs were altered)") }
        outcome.message = messages.joined(separator: ", ")
        return outcome
    }

    /// Whether the subject is to be there; a switch that is `false` turns the state around.
    private var isOn: Bool {
        let isEnabled = state == "enabled" || state == "present"
        guard let subject, let flag = arguments.bool(subject.option) else { return isEnabled }
        return isEnabled == flag
    }

    /// The option's name in firewall-cmd.
    private var noun: String {
        switch subject?.option {
        case "port_forward": "forward-port"
        case let option?: option.replacing("_", by: "-")
        case nil: "zone"
        }
    }

    private func query(
        _ machine: Machine<some System>, _ command: [String], _ zone: String
    ) async throws(ModuleFailure) -> Bool {
        guard let subject else {
            return try await machine.succeed(command + ["--get-zones"]).text.words.contains(zone)
        }
        if subject.option == "target" {
            let target = try await machine.succeed(command + ["--zone=\(zone)", "--get-target"]).text.trimmed()
            return target == subject.value
        }
        let value = subject.value.map { "=\($0)" } ?? ""
        let result = try await machine.run(command + ["--zone=\(zone)", "--query-\(noun)\(value)"])
        // 1 says no; anything else is an error of its own.
        guard result.status == 0 || result.status == 1 else {
            throw ModuleFailure("ERROR: Exception caught: \(result.errorText.trimmed())")
        }
        return result.succeeded
    }

    private func change(to wanted: Bool, _ zone: String, lasts: Bool) -> [String] {
        guard let subject else { return [wanted ? "--new-zone=\(zone)" : "--delete-zone=\(zone)"] }
        if subject.option == "target" {
            return ["--zone=\(zone)", "--set-target=\(wanted ? subject.value ?? "" : "default")"]
        }
        let value = subject.value.map { "=\($0)" } ?? ""
        let verb = wanted ? subject.option == "interface" ? "change" : "add" : "remove"
        let seconds = arguments.int("timeout") ?? 0
        let timeout = wanted && !lasts && seconds > 0 ? ["--timeout=\(seconds)"] : []
        return ["--zone=\(zone)", "--\(verb)-\(noun)\(value)"] + timeout
    }

    private func words(_ zone: String) -> [String] {
        guard let subject else {
            return ["\(isOn ? "Added" : "Removed") zone \(zone)", "Changed zone \(zone) to \(state)"]
        }
        let value = subject.value ?? ""
        switch subject.option {
        case "interface": return [isOn ? "Changed \(value) to zone \(zone)" : "Removed \(value) from zone \(zone)"]
        case "source": return [isOn ? "Added \(value) to zone \(zone)" : "Removed \(value) from zone \(zone)"]
        case "forward", "masquerade":
            return [isOn ? "Added \(subject.option) to zone \(zone)" : "Removed \(subject.option) from zone \(zone)"]
        case "target":
            return [isOn ? "Set zone \(zone) target to \(value)" : "Reset zone \(zone) target to default"]
        case "icmp_block", "icmp_block_inversion":
            let flag = arguments.bool(subject.option).map { $0 ? "True" : "False" }
            return ["Changed \(noun) \(flag ?? value) to \(state)"]
        default: return ["Changed \(subject.option) \(value) to \(state)"]
        }
    }
}
