import HostModules
import Modules
import Values

/// The words of a rule of iptables(8) that a task describes.
struct IPTablesRule {
    private let arguments: Arguments
    private(set) var words: [String] = []

    /// `jump` is the task's, or the one that its other options imply.
    init(_ arguments: Arguments, jump: String?) {
        self.arguments = arguments
        let matches = arguments.strings("match") ?? []
        options("protocol -p source -s destination -d")
        for match in matches { add(match, "-m") }
        if let flags = arguments.dict("tcp_flags"), let of = flags["flags"]?.sequence,
            let set = flags["flags_set"]?.sequence
        {
            words += ["--tcp-flags", Self.list(of), Self.list(set)]
        }
        add(jump, "-j")
        if jump?.lowercased() == "tee" { options("gateway --gateway") }
        options("log_prefix --log-prefix log_level --log-level to_destination --to-destination")
        if let ports = list("destination_ports") { words += ["-m", "multiport", "--dports", ports] }
        options(
            """
            to_source --to-source goto -g in_interface -i out_interface -o fragment -f set_counters -c
            source_port --source-port destination_port --destination-port to_ports --to-ports
            set_dscp_mark --set-dscp
            """)
        let isDscp = jump?.lowercased() == "dscp"
        if given("set_dscp_mark"), !isDscp { words += ["-j", "DSCP"] }
        options("set_dscp_mark_class --set-dscp-class")
        if given("set_dscp_mark_class"), !isDscp { words += ["-j", "DSCP"] }
        flag(arguments.string("syn"), "--syn", negatable: true)
        states(matches)
        if given("src_range") || given("dst_range") || matches.contains("iprange") {
            if !matches.contains("iprange") { words += ["-m", "iprange"] }
            options("src_range --src-range dst_range --dst-range")
        }
        if given("match_set") || matches.contains("set") {
            if !matches.contains("set") { words += ["-m", "set"] }
            options("match_set --match-set")
            if let flags = arguments.string("match_set_flags") { words.append(flags) }
        }
        if given("limit") || given("limit_burst") { words += ["-m", "limit"] }
        options("limit --limit limit_burst --limit-burst")
        for owner in ["uid", "gid"] where given("\(owner)_owner") {
            words += ["-m", "owner"]
            options("\(owner)_owner --\(owner)-owner")
        }
        if jump == nil {
            for (option, target) in [
                ("reject_with", "REJECT"), ("set_dscp_mark_class", "DSCP"), ("set_dscp_mark", "DSCP"),
            ]
            where given(option) { words += ["-j", target] }
        }
        options("reject_with --reject-with")
        let kinds = ["ipv4": "--icmp-type", "ipv6": "--icmpv6-type"]
        add(arguments.string("icmp_type"), kinds[arguments.string("ip_version") ?? ""] ?? "--icmp-type --icmpv6-type")
        if given("comment") { words += ["-m", "comment"] }
        options("comment --comment")
    }

    private func given(_ option: String) -> Bool { arguments.string(option)?.isEmpty == false }

    private static func list(_ values: [Value]) -> String { values.compactMap(\.text).joined(separator: ",") }

    private func list(_ option: String) -> String? {
        guard let items = arguments.list(option), !items.isEmpty else { return nil }
        return Self.list(items)
    }

    /// Options and their flags in turn.
    private mutating func options(_ table: String) {
        let words = table.words
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            add(arguments.string(words[index]), words[index + 1])
        }
    }

    /// A value with `!` in front negates its flag.
    private mutating func add(_ value: String?, _ flag: String) {
        guard let value else { return }
        words += value.hasPrefix("!") ? ["!", flag, String(value.dropFirst())] : [flag, value]
    }

    private mutating func flag(_ value: String?, _ flag: String, negatable: Bool) {
        if value == "match" { words.append(flag) }
        if negatable, value == "negate" { words += ["!", flag] }
    }

    private mutating func states(_ matches: [String]) {
        guard let states = list("ctstate") else { return }
        if matches.contains("conntrack") {
            words += ["--ctstate", states]
        } else if matches.contains("state") {
            words += ["--state", states]
        } else {
            words += ["-m", "conntrack", "--ctstate", states]
        }
    }
}
