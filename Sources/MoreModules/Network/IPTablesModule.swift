import HostModules
import Modules
import System
import Values

/// `ansible.builtin.iptables`: rules, policies and chains of the kernel's packet filter.
struct IPTablesModule: Module {
    static let name = "ansible.builtin.iptables"
    static let arguments = ArgumentSpec(
        Option.table(
            """
            table=filter{filter|nat|mangle|raw|security} state=present{absent|present} action=append{append|insert}
            ip_version=ipv4{ipv4|ipv6|both} chain rule_num protocol wait source to_source destination to_destination
            match:list= jump gateway log_prefix
            log_level{0|1|2|3|4|5|6|7|emerg|alert|crit|error|warning|notice|info|debug} goto in_interface
            out_interface fragment set_counters source_port destination_port destination_ports:list= to_ports
            set_dscp_mark set_dscp_mark_class comment ctstate:list= src_range dst_range match_set
            match_set_flags{src|dst|src,dst|dst,src|src,src|dst,dst} limit limit_burst uid_owner gid_owner reject_with
            icmp_type syn=ignore{ignore|match|negate} flush:bool=false policy{ACCEPT|DROP|QUEUE|RETURN}
            chain_management:bool=false numeric:bool=false
            """) + [
                Option("tcp_flags", .dict, suboptions: ArgumentSpec(Option.table("flags:list flags_set:list")))
            ],
        mutuallyExclusive: [["set_dscp_mark", "set_dscp_mark_class"], ["flush", "policy"]],
        requiredIf: [
            .init("jump", "TEE", ["gateway"]), .init("jump", "tee", ["gateway"]), .init("flush", false, ["chain"]),
        ], requiredBy: ["set_dscp_mark": ["jump"], "set_dscp_mark_class": ["jump"]],
        operands: [
            "chain", "jump", "protocol", "source", "destination", "match", "goto", "in_interface", "out_interface",
        ])

    private let arguments: Arguments

    init(_ arguments: Arguments) throws(ModuleFailure) { self.arguments = arguments }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        let machine = Machine(system)
        let version = arguments.string("ip_version") ?? "ipv4"
        var outcome = Outcome()
        for key in ["ip_version", "table", "chain", "flush", "rule", "state", "chain_management", "wait"] {
            outcome.values[.string(key)] = arguments[key] ?? Value.none
        }
        let shown = IPTablesRule(arguments, jump: arguments.string("jump")).words
        outcome.values["rule"] = .string(shown.joined(separator: " "))
        var programs: [String] = []
        if version != "ipv6" { programs.append(try await machine.require("iptables")) }
        if version != "ipv4" { programs.append(try await machine.require("ip6tables")) }
        var jump = arguments.string("jump")
        if arguments.string("log_prefix")?.isEmpty == false || arguments["log_level"] != nil {
            if jump == nil { jump = "LOG" }
            guard jump == "LOG" else {
                throw ModuleFailure("Logging options can only be used with the LOG jump target.")
            }
        }
        for program in programs {
            let call = IPTablesCall(
                machine: machine, program: program, arguments: arguments,
                rule: IPTablesRule(arguments, jump: jump).words, wait: try await wait(program, machine))
            if try await apply(call, hasRule: !shown.isEmpty, check: context.check) { outcome.changed = true }
        }
        return outcome
    }

    /// What `--wait` gets: older programs do not know it, or not its seconds.
    private func wait(_ program: String, _ machine: Machine<some System>) async throws(ModuleFailure) -> String? {
        let version = try await machine.succeed([program, "--version"]).text.halves(around: "v")?.after.words.first
        let number = DebianVersion(version ?? "")
        if number < DebianVersion("1.4.20") { return nil }
        return number < DebianVersion("1.6.0") ? "" : arguments.string("wait")
    }

    /// Whether it changed something.
    private func apply(
        _ call: IPTablesCall<some System>, hasRule: Bool, check: Bool
    ) async throws(ModuleFailure) -> Bool {
        let isPresent = arguments.string("state") == "present"
        if arguments.bool("flush") == true {
            if !check { try await call.act("-F") }
            return true
        }
        if let policy = arguments.string("policy") {
            guard let current = try await call.policy() else { throw ModuleFailure("Can't detect current policy") }
            if current != policy, !check { try await call.act("-P", [policy]) }
            return current != policy
        }
        guard hasRule else {
            let changed = try await call.hasChain() != isPresent
            if changed, !check, arguments.bool("chain_management") == true {
                try await call.act(isPresent ? "-N" : "-X")
            }
            return changed
        }
        let changed = try await call.hasRule() != isPresent
        if changed, !check {
            let verb = arguments.string("action") == "insert" ? "-I" : "-A"
            try await call.act(isPresent ? verb : "-D", call.rule)
        }
        return changed
    }
}

/// One of the two programs, spoken to about a task's chain.
struct IPTablesCall<Base: System>: Sendable {
    let machine: Machine<Base>
    let program: String
    let arguments: Arguments
    let rule: [String]
    let wait: String?

    private func command(_ action: String, _ more: [String] = []) -> [String] {
        var command = [program, "-t", arguments.string("table") ?? "filter", action]
        if let chain = arguments.string("chain") { command.append(chain) }
        if action == "-I", let number = arguments.string("rule_num"), !number.isEmpty { command.append(number) }
        if let wait, !wait.isEmpty { command += ["-w", wait] }
        return command + more
    }

    func act(_ action: String, _ more: [String] = []) async throws(ModuleFailure) {
        _ = try await machine.succeed(command(action, more))
    }

    func hasRule() async throws(ModuleFailure) -> Bool { try await machine.run(command("-C", rule)).succeeded }

    private var listing: [String] { command("-L", arguments.bool("numeric") == true ? ["--numeric"] : []) }

    func hasChain() async throws(ModuleFailure) -> Bool { try await machine.run(listing).succeeded }

    func policy() async throws(ModuleFailure) -> String? {
        let header = try await machine.succeed(listing).text.lines.first ?? ""
        guard let rest = header.halves(around: "(policy ")?.after else { return nil }
        let name = String(rest.prefix { $0.isUppercase })
        return name.isEmpty ? nil : name
    }
}
