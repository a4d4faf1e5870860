import Jinja
import Templating
import Values

/// The tests of ansible.utils about addresses and networks.
enum AddressTests {
    static let rows = [
        network("ip") { _ in true }, network("ipv4") { $0.family == .v4 }, network("ipv6") { $0.family == .v6 },
        address("ip_address") { _ in true }, address("ipv4_address") { $0.family == .v4 },
        address("ipv6_address") { $0.family == .v6 }, address("loopback", AddressKinds.isLoopback),
        address("multicast", AddressKinds.isMulticast), address("private") { !AddressKinds.isGlobal($0) },
        address("public", AddressKinds.isGlobal),
        TestRow("mac") { call throws(TemplateError) in
            guard case .string(let text) = call.input else {
                throw TemplateError(.type, "expected string or bytes-like object, got '\(call.input.typeName)'")
            }
            return try Pattern(
                "^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}$|^[0-9a-f]{12}$",
                ignoresCase: true
            ).matches(text, .match)
        },
        relation("in_network", "network") { $1.contains($0) },
        TestRow("in_any_network", taking: Signature(parameters: ["networks"], required: 1)) {
            call throws(TemplateError) in try networksAround(call) > 0
        },
        TestRow("in_one_network", taking: Signature(parameters: ["networks"], required: 1)) {
            call throws(TemplateError) in try networksAround(call) == 1
        },
        relation("subnet_of", "network_b") { $1.contains($0) },
        relation("supernet_of", "network_b") { $0.contains($1) },
        mask("ipv4_netmask") { $0 ^ UInt128(UInt32.max) }, mask("ipv4_hostmask") { $0 },
        address("ipv6_ipv4_mapped", in: ["::ffff:0:0/96"], families: [.v6]),
        address("ipv6_sixtofour", in: ["2002::/16"], families: [.v6]),
        address("ipv6_teredo", in: ["2001::/32"], families: [.v6]),
        address("unspecified", in: ["0.0.0.0/32", "::/128"], families: [.v4, .v6]),
        address(
            "reserved",
            in: [
                "240.0.0.0/4", "::/8", "100::/8", "200::/7", "400::/6", "800::/5", "1000::/4", "4000::/3", "6000::/3",
                "8000::/3", "a000::/3", "c000::/3", "e000::/4", "f000::/5", "f800::/6", "fe00::/9",
            ], families: [.v4, .v6]),
        TestRow("resolvable") { call throws(TemplateError) in HostName.isKnown(try call.inputText()) },
    ]

    /// How many of the networks the input lies in.
    private static func networksAround(_ call: PluginCall) throws(TemplateError) -> Int {
        guard let inner = strict(try call.inputText()) else { return 0 }
        var count = 0
        for text in try CheckedArgument.list(call, "networks", call["networks"] ?? .none) {
            if let outer = strict(try text.python()), outer.contains(inner) { count += 1 }
        }
        return count
    }

    /// A test of two networks, false where one has host bits.
    private static func relation(
        _ name: String, _ parameter: String, _ holds: @escaping @Sendable (IPNetwork, IPNetwork) -> Bool
    ) -> TestRow {
        TestRow(name, taking: Signature(parameters: [parameter], required: 1)) { call throws(TemplateError) in
            guard let a = strict(try call.inputText()), let b = strict(try call.text(parameter, "")),
                a.family == b.family
            else { return false }
            return holds(a, b)
        }
    }

    /// Whether the input is the mask of a network that 10.0.0.0 may begin; `hosts` gives its host bits.
    private static func mask(_ name: String, _ hosts: @escaping @Sendable (UInt128) -> UInt128) -> TestRow {
        TestRow(name) { call throws(TemplateError) in
            let text = try call.inputText()
            guard let (number, family) = IPNetwork.address(text), family == .v4, IPNetwork.text(number, .v4) == text
            else { return false }
            let bits = hosts(number)
            // All ones or all zeros are read as a mask of the network, never of hosts.
            guard name == "ipv4_netmask" || bits != UInt128(UInt32.max) && bits != 0 else { return false }
            return bits & (bits + 1) == 0 && bits < 1 << 25
        }
    }

    private static func address(
        _ name: String, in networks: [String], families: [IPNetwork.Family]
    ) -> TestRow {
        let networks = networks.compactMap { IPNetwork($0) }
        return address(name) { v in
            families.contains(v.family) && networks.contains { $0.family == v.family && $0.contains(v) }
        }
    }

    /// A test of a single address, false for anything else.
    private static func address(_ name: String, _ holds: @escaping @Sendable (IPNetwork) -> Bool) -> TestRow {
        TestRow(name) { call throws(TemplateError) in
            guard case .string(let text) = call.input, !text.contains("/"), let v = strict(text) else { return false }
            return holds(v)
        }
    }

    /// A test of a network or an address, false where bits are set behind its prefix.
    private static func network(_ name: String, _ holds: @escaping @Sendable (IPNetwork) -> Bool) -> TestRow {
        TestRow(name) { call throws(TemplateError) in
            guard case .string(let text) = call.input, let v = strict(text) else { return false }
            return holds(v)
        }
    }

    /// What Python's `ip_network` takes: no bits behind the prefix; an IPv6 address may name its zone.
    private static func strict(_ text: String) -> IPNetwork? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let zoned = parts[0].split(separator: "%", omittingEmptySubsequences: false)
        guard zoned.count == 1 || (zoned.count == 2 && !zoned[1].isEmpty && zoned[0].contains(":")),
            let v = IPNetwork(([zoned[0]] + parts.dropFirst()).joined(separator: "/")), v.address == v.first
        else { return nil }
        return v
    }
}
