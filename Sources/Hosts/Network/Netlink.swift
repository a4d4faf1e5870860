import Glibc

/// Interfaces, addresses and routes of the network namespace that the thread is in (rtnetlink(7)).
final class Netlink {
    private let socket: Int32
    private var sequence: UInt32 = 0

    init() throws(HostError) {
        socket = Glibc.socket(AF_NETLINK, Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw .last("open a netlink socket", errno) }
    }

    deinit { close(socket) }

    func addBridge(_ name: String) throws(HostError) {
        var message = Message(type: .newLink, flags: .create)
        message.link()
        message.attribute(.interfaceName, name)
        message.nested(.linkInfo) { $0.attribute(.linkKind, "bridge") }
        try send(message, "make the bridge \(name)")
    }

    /// A pair of interfaces: `name` here on the bridge, `peer` in the other namespace.
    func addPair(
        _ name: String, bridge: String, peer: String, in namespace: Int32, address: [UInt8]
    ) throws(HostError) {
        var message = Message(type: .newLink, flags: .create)
        message.link()
        message.attribute(.interfaceName, name)
        message.attribute(.master, UInt32(if_nametoindex(bridge)))
        message.nested(.linkInfo) { info in
            info.attribute(.linkKind, "veth")
            info.nested(.linkData) { data in
                data.nested(.vethPeer) { end in
                    end.link()
                    end.attribute(.interfaceName, peer)
                    end.attribute(.hardwareAddress, bytes: address)
                    end.attribute(.namespace, UInt32(namespace))
                }
            }
        }
        try send(message, "make the interface \(name)")
        try setUp(name)
    }

    func setUp(_ name: String) throws(HostError) {
        var message = Message(type: .newLink, flags: 0)
        message.link(index: if_nametoindex(name), flags: UInt32(IFF_UP))
        try send(message, "start the interface \(name)")
    }

    func addAddress(_ address: IPv4, of subnet: Subnet, to name: String) throws(HostError) {
        var message = Message(type: .newAddress, flags: .create)
        message.bytes([UInt8(AF_INET), UInt8(subnet.length), 0, 0])
        message.number(if_nametoindex(name))
        message.attribute(.localAddress, bytes: address.bytes)
        message.attribute(.address, bytes: address.bytes)
        message.attribute(.broadcast, bytes: subnet.broadcast.bytes)
        try send(message, "give \(name) the address \(address)")
    }

    func addDefaultRoute(by gateway: IPv4) throws(HostError) {
        var message = Message(type: .newRoute, flags: .create)
        // Family, lengths, table main, protocol boot, scope universe, unicast.
        message.bytes([UInt8(AF_INET), 0, 0, 0, 254, 3, 0, 1])
        message.number(0)
        message.attribute(.gateway, bytes: gateway.bytes)
        try send(message, "set the route by \(gateway)")
    }

    /// Answers at once that nothing can be reached to whatever arrives at `name` for somewhere else.
    func refuseForwarding(from name: String) throws(HostError) {
        var message = Message(type: .newRule, flags: .create)
        // Family, lengths, service, table, two reserved, FR_ACT_UNREACHABLE.
        message.bytes([UInt8(AF_INET), 0, 0, 0, 0, 0, 0, 7])
        message.number(0)
        message.attribute(.ruleInterface, name)
        message.attribute(.rulePriority, 100)
        try send(message, "refuse to forward from \(name)")
    }

    private func send(_ message: Message, _ operation: String) throws(HostError) {
        sequence += 1
        let bytes = message.finished(sequence)
        guard Glibc.send(socket, bytes, bytes.count, 0) == bytes.count else { throw .last(operation, errno) }
        var answer = [UInt8](repeating: 0, count: 8192)
        let count = recv(socket, &answer, answer.count, 0)
        guard count >= 20 else { throw .last(operation, count < 0 ? errno : EPROTO) }
        // An answer is NLMSG_ERROR with minus an errno, or 0.
        let code = answer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 16, as: Int32.self) }
        guard code == 0 else { throw .last(operation, -code) }
    }
}
