/// What the registries say about ranges of addresses (IANA's special-purpose registries, as netaddr reads them).
enum AddressKinds {
    private static let private4 = networks([
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.0.170/31", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "240.0.0.0/4", "255.255.255.255/32",
    ])
    private static let private6 = networks([
        "::1/128", "::/128", "::ffff:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
        "fc00::/7", "fe80::/10",
    ])
    private static let exceptions = networks([
        "192.0.0.9/32", "192.0.0.10/32", "2001:1::1/128", "2001:1::2/128", "2001:3::/32", "2001:4:112::/48",
        "2001:20::/28", "2001:30::/28",
    ])
    private static let multicast = networks(["224.0.0.0/4", "ff00::/8"])
    private static let loopback = networks(["127.0.0.0/8", "::1/128"])
    private static let linkLocal = networks(["169.254.0.0/16", "fe80::/10"])

    private static func networks(_ texts: [String]) -> [IPNetwork] { texts.compactMap { IPNetwork($0) } }

    private static func isIn(_ networks: [IPNetwork], _ address: IPNetwork) -> Bool {
        networks.contains { $0.contains(IPNetwork(address.address, prefix: address.family.width, address.family)) }
    }

    static func isGlobal(_ v: IPNetwork) -> Bool { isIn(exceptions, v) || !isIn(private4 + private6, v) }
    static func isMulticast(_ v: IPNetwork) -> Bool { isIn(multicast, v) }
    static func isLoopback(_ v: IPNetwork) -> Bool { isIn(loopback, v) }
    static func isLinkLocal(_ v: IPNetwork) -> Bool { isIn(linkLocal, v) }

    /// Whether the address has the form of a mask: all ones and then all zeros, or the other way round.
    static func isMask(_ v: IPNetwork) -> Bool {
        func isPower(_ number: UInt128) -> Bool { number & (number &+ 1) == 0 }
        return isPower(v.address) || isPower(v.address ^ v.family.most)
    }

    /// `4.3.2.1.in-addr.arpa.` or the nibbles of `ip6.arpa.`
    static func reverseName(_ v: IPNetwork) -> String {
        let bits = v.family == .v4 ? 8 : 4, count = v.family.width / bits
        let mask = (UInt128(1) << UInt128(bits)) - 1
        let labels = (0..<count).map { String(v.address >> UInt128($0 * bits) & mask, radix: bits == 8 ? 10 : 16) }
        return labels.joined(separator: ".") + (v.family == .v4 ? ".in-addr.arpa." : ".ip6.arpa.")
    }
}
