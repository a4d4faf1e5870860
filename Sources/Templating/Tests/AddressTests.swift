import Jinja
import Values

/// The tests of ansible.utils about addresses and networks.
enum AddressTests {
    static let rows = [
        test("ip") { _ in true }, test("ip_address") { !$0.isNetwork }, test("ipv4") { $0.v.family == .v4 },
        test("ipv6") { $0.v.family == .v6 }, test("ipv4_address") { $0.v.family == .v4 && !$0.isNetwork },
        test("ipv6_address") { $0.v.family == .v6 && !$0.isNetwork },
        test("loopback") { AddressKinds.isLoopback($0.v) }, test("multicast") { AddressKinds.isMulticast($0.v) },
        test("private") { !AddressKinds.isGlobal($0.v) }, test("public") { AddressKinds.isGlobal($0.v) },
        TestRow("mac") { call throws(TemplateError) in HardwareAddress(try call.inputText()) != nil },
        TestRow("in_network", taking: Signature(parameters: ["network"], required: 1)) {
            call throws(TemplateError) in
            guard let outer = IPNetwork(try call.text("network", "")), let inner = IPNetwork(try call.inputText())
            else {
                return false
            }
            return outer.contains(inner)
        },
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
        guard let inner = IPNetwork(try call.inputText()) else { return 0 }
        var count = 0
        for text in try (call["networks"] ?? .none).pythonElements() {
            if let outer = IPNetwork(try text.python()), outer.contains(inner) { count += 1 }
        }
        return count
    }

    /// A test of two networks, false where one has host bits.
    private static func relation(
        _ name: String, _ parameter: String, _ holds: @escaping @Sendable (IPNetwork, IPNetwork) -> Bool
    ) -> TestRow {
        TestRow(name, taking: Signature(parameters: [parameter], required: 1)) { call throws(TemplateError) in
            guard let a = IPNetwork(try call.inputText()), let b = IPNetwork(try call.text(parameter, "")),
                a.address == a.first, b.address == b.first, a.family == b.family
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
        return TestRow(name) { call throws(TemplateError) in
            guard case .string(let text) = call.input, !text.contains("/"), let v = IPNetwork(text),
                families.contains(v.family)
            else { return false }
            return networks.contains { $0.family == v.family && $0.contains(v) }
        }
    }

    private struct Subject {
        let v: IPNetwork
        let isNetwork: Bool
    }

    private static func test(_ name: String, _ holds: @escaping @Sendable (Subject) -> Bool) -> TestRow {
        TestRow(name) { call throws(TemplateError) in
            guard case .string(let text) = call.input, let v = IPNetwork(text) else { return false }
            return holds(Subject(v: v, isNetwork: text.contains("/")))
        }
    }
}
