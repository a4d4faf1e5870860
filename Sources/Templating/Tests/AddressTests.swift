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
    ]

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
