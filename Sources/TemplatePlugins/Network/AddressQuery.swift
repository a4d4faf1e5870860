import Jinja
import Values

/// One question of `ipaddr` about one address or network.
struct AddressQuery {
    let v: IPNetwork
    /// The text it was written as.
    let value: String
    /// Whether it was written with a prefix.
    let isNetwork: Bool

    /// What was asked for that it is not, in words.
    typealias Body = @Sendable (AddressQuery) throws(TemplateError) -> Value

    var address: String { v.text(v.address) }
    /// Whether the address is the network's own first one.
    var isFirst: Bool { v.address == v.first }

    static func text(_ text: String?) -> Value { text.map { .string($0) } ?? .none }

    func onlyNetwork() throws(TemplateError) {
        if !isNetwork { throw TemplateError(.plugin, "Not a network address") }
    }

    /// The value where the condition holds, None else.
    func value(if holds: Bool) -> Value { holds ? .string(value) : .none }

    static let table: [String: Body] = {
        var table: [String: Body] = [:]
        for (names, body) in rows { for name in names { table[name] = body } }
        return table
    }()

    private static let rows: [([String], Body)] = [
        ([""], { q throws(TemplateError) in .string(q.isNetwork ? "\(q.v)" : q.address) }),
        (["6to4"], { q throws(TemplateError) in q.sixToFour }),
        (
            ["address", "ip"],
            { q throws(TemplateError) in
                let isHost = q.v.hostBits == 0 || !q.isFirst || (q.v.broadcast ?? 0) == 0 || q.v.family == .v6
                return text(isHost ? q.address : nil)
            }
        ),
        (
            ["address/prefix", "gateway", "gw", "host/prefix", "hostnet", "router"],
            { q throws(TemplateError) in
                let isEnd = q.isFirst || q.v.address == q.v.broadcast
                return q.v.hostBits > 1 && isEnd ? false : .string("\(q.v)")
            }
        ),
        (["bool"], { _ throws(TemplateError) in true }),
        (["broadcast"], { q throws(TemplateError) in text(q.v.hostBits > 1 ? q.v.broadcast.map(q.v.text) : nil) }),
        (["cidr"], { q throws(TemplateError) in .string("\(q.v)") }),
        (
            ["host"],
            { q throws(TemplateError) in
                let isHost = q.v.hostBits == 0 || !q.isFirst || (q.v.broadcast ?? 0) == 0
                return text(isHost ? "\(q.v)" : nil)
            }
        ),
        (["hostmask", "wildcard"], { q throws(TemplateError) in .string(q.v.text(q.v.hostMask)) }),
        (
            ["int"],
            { q throws(TemplateError) in
                q.isNetwork ? .string("\(q.v.address)/\(q.v.prefix)") : IPNetwork.number(q.v.address)
            }
        ),
        (
            ["ip/prefix"],
            { q throws(TemplateError) in
                text(q.v.hostBits == 1 || (q.v.hostBits > 1 && !q.isFirst) ? "\(q.v)" : nil)
            }
        ),
        (
            ["ip_netmask"],
            { q throws(TemplateError) in
                let isHost = q.v.hostBits == 1 || (q.v.hostBits > 1 && !q.isFirst)
                return text(isHost ? "\(q.address) \(q.v.text(q.v.netMask))" : nil)
            }
        ),
        (["ipv4", "v4"], { q throws(TemplateError) in q.asVersion4 }),
        (["ipv6", "v6"], { q throws(TemplateError) in q.asVersion6 }),
        (["link-local"], { q throws(TemplateError) in q.value(if: AddressKinds.isLinkLocal(q.v)) }),
        (["lo", "loopback"], { q throws(TemplateError) in q.value(if: AddressKinds.isLoopback(q.v)) }),
        (["multicast"], { q throws(TemplateError) in q.value(if: AddressKinds.isMulticast(q.v)) }),
        (["unicast"], { q throws(TemplateError) in q.value(if: !AddressKinds.isMulticast(q.v)) }),
        (["private"], { q throws(TemplateError) in q.value(if: !AddressKinds.isGlobal(q.v)) }),
        (["public"], { q throws(TemplateError) in q.value(if: q.isPublic) }),
        (["net"], { q throws(TemplateError) in text(q.v.hostBits > 0 && q.isFirst ? "\(q.v)" : nil) }),
        (["netmask"], { q throws(TemplateError) in .string(q.v.text(q.v.netMask)) }),
        (["network", "network_id"], { q throws(TemplateError) in .string(q.v.text(q.v.first)) }),
        (["network/prefix", "subnet"], { q throws(TemplateError) in .string("\(q.v.network)") }),
        (
            ["network_netmask"],
            { q throws(TemplateError) in
                .string("\(q.v.text(q.v.first)) \(q.v.text(q.v.netMask))")
            }
        ),
        (
            ["network_wildcard"],
            { q throws(TemplateError) in
                .string("\(q.v.text(q.v.first)) \(q.v.text(q.v.hostMask))")
            }
        ),
        (
            ["first_usable"],
            { q throws(TemplateError) in
                try q.onlyNetwork()
                return text(q.v.usable.map { q.v.text($0.first) })
            }
        ),
        (
            ["last_usable"],
            { q throws(TemplateError) in
                try q.onlyNetwork()
                return text(q.v.usable.map { q.v.text($0.last) })
            }
        ),
        (
            ["range_usable"],
            { q throws(TemplateError) in
                try q.onlyNetwork()
                return text(q.v.usable.map { "\(q.v.text($0.first))-\(q.v.text($0.last))" })
            }
        ),
        (["next_usable"], { q throws(TemplateError) in try q.neighbour(1) }),
        (["previous_usable"], { q throws(TemplateError) in try q.neighbour(-1) }),
        (["peer"], { q throws(TemplateError) in try q.peer() }),
        (["prefix"], { q throws(TemplateError) in .int(q.v.prefix) }),
        (["revdns"], { q throws(TemplateError) in .string(AddressKinds.reverseName(q.v)) }),
        (["size"], { q throws(TemplateError) in q.v.size }),
        (
            ["size_usable"],
            { q throws(TemplateError) in
                q.v.hostBits == 0 ? 0 : q.v.hostBits == 1 ? 2 : (try? Value.apply(.subtract, q.v.size, 2)) ?? 0
            }
        ),
        (
            ["type"],
            { q throws(TemplateError) in
                .string(q.v.hostBits == 0 || !q.isFirst ? "address" : "network")
            }
        ),
        (["version"], { q throws(TemplateError) in .int(q.v.family.rawValue) }),
        (
            ["wrap"],
            { q throws(TemplateError) in
                guard q.v.family == .v6 else { return .string(q.value) }
                return .string("[\(q.address)]" + (q.isNetwork ? "/\(q.v.prefix)" : ""))
            }
        ),
    ]
}
