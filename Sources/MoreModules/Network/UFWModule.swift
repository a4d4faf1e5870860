import HostModules
import Modules
import System
import Values

/// `community.general.ufw`: the uncomplicated firewall.
struct UFWModule: Module {
    static let name = "community.general.ufw"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            state{enabled|disabled|reloaded|reset} default(policy){allow|deny|reject}
            logging{full|high|low|medium|off|on} direction{in|incoming|out|outgoing|routed} delete:bool=false
            route:bool=false insert:int insert_relative_to=zero{zero|first-ipv4|last-ipv4|first-ipv6|last-ipv6}
            rule{allow|deny|limit|reject} interface(if) interface_in(if_in) interface_out(if_out) log:bool=false
            from_ip(from,src)=any from_port to_ip(dest,to)=any to_port(port)
            proto(protocol){ah|any|esp|ipv6|tcp|udp|gre|igmp|vrrp} name(app) comment
            """),
        mutuallyExclusive: [
            ["name", "proto", "logging"], ["direction", "interface_in"], ["direction", "interface_out"],
        ], requiredOneOf: [["state", "default", "rule", "logging"]], requiredBy: ["interface": ["direction"]],
        operands: [
            "from_ip", "from_port", "to_ip", "to_port", "interface", "interface_in", "interface_out", "name", "proto",
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) {
        self.arguments = arguments
        let direction = arguments.string("direction")
        if arguments["default"] != nil, direction == "in" || direction == "out" {
            throw ModuleFailure(
                #"For default, direction must be one of "outgoing", "incoming" and "routed","#
                    + " or direction must not be specified.")
        }
        guard arguments["rule"] != nil else { return }
        if let direction, direction != "in", direction != "out" {
            throw ModuleFailure(
                #"For rules, direction must be one of "in" and "out", or direction must not be specified."#)
        }
        if arguments.bool("route") != true, arguments["interface_in"] != nil, arguments["interface_out"] != nil {
            throw ModuleFailure("Only route rules can combine interface_in and interface_out")
        }
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        var firewall = try await Firewall(machine: machine, arguments: arguments, check: context.check)
        let before = try await firewall.execute(["status", "verbose"])
        let rules = try await firewall.rules()
        var changed = false
        for command in ["state", "default", "rule", "logging"] {
            guard let value = arguments.string(command) else { continue }
            let isChange: Bool
            switch command {
            case "state": isChange = try await firewall.setState(value, before)
            case "logging": isChange = try await firewall.setLogging(value, before)
            case "default": isChange = try await firewall.setDefault(value, before)
            default: isChange = try await firewall.setRule(value, rules)
            }
            changed = changed || isChange
        }
        let commands = Value.texts(firewall.commands)
        if context.check { return Outcome(changed: changed, values: ["commands": commands]) }
        let after = try await firewall.execute(["status", "verbose"])
        if !changed {
            let isSame = try await firewall.rules() == rules
            changed = before != after || !isSame
        }
        return Outcome(
            changed: changed, message: after.droppingTrailing(" \n"),
            values: ["commands": .texts(firewall.commands)])
    }
}
