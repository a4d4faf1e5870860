import Glibc
import Values

/// An IPv4 or IPv6 address with a prefix, as netaddr's IPNetwork has it: the address keeps its host part.
struct IPNetwork: Equatable {
    enum Family: Int {
        case v4 = 4, v6 = 6
        var width: Int { self == .v4 ? 32 : 128 }
        var most: UInt128 { self == .v4 ? UInt128(UInt32.max) : .max }
    }
    var address: UInt128
    var prefix: Int
    let family: Family

    init(_ address: UInt128, prefix: Int, _ family: Family) {
        (self.address, self.prefix, self.family) = (address, prefix, family)
    }

    /// `address`, `address/prefix` or `address/netmask`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let (address, family) = Self.address(String(first)) else { return nil }
        self.init(address, prefix: family.width, family)
        guard parts.count > 1 else { return }
        guard let prefix = Self.prefix(String(parts[1]), family) else { return nil }
        self.prefix = prefix
    }

    /// An address alone, by inet_pton(3).
    static func address(_ text: String) -> (UInt128, Family)? {
        let isV6 = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: 16)
        guard !text.contains("%"), inet_pton(isV6 ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
        let value = bytes.prefix(isV6 ? 16 : 4).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return (value, isV6 ? .v6 : .v4)
    }

    private static func prefix(_ text: String, _ family: Family) -> Int? {
        if let number = Int(text) { return (0...family.width).contains(number) ? number : nil }
        guard let (mask, maskFamily) = address(text), maskFamily == family else { return nil }
        for (prefix, size) in (0...family.width).map({ ($0, family.width - $0) }) {
            let host = hostMask(size)
            if mask == family.most ^ host || (mask == host && size != family.width && size != 0) { return prefix }
        }
        return nil
    }

    private static func hostMask(_ bits: Int) -> UInt128 { bits >= 128 ? .max : (1 << UInt128(bits)) - 1 }

    /// How many bits are left for hosts: 2 to that power is the size.
    var hostBits: Int { family.width - prefix }
    var hostMask: UInt128 { Self.hostMask(hostBits) }
    var netMask: UInt128 { family.most ^ hostMask }
    var first: UInt128 { address & netMask }
    var last: UInt128 { address | hostMask }
    /// Nil for networks of one or two addresses.
    var broadcast: UInt128? { hostBits <= 1 ? nil : last }
    var network: IPNetwork { IPNetwork(first, prefix: prefix, family) }
    /// The size as a value, of any size.
    var size: Value { (try? Value.apply(.power, 2, .int(hostBits))) ?? 0 }
    /// The first and last address that a host may have; nil for a single address.
    var usable: (first: UInt128, last: UInt128)? {
        hostBits == 0 ? nil : hostBits == 1 ? (first, last) : (first + 1, last - 1)
    }

    func contains(_ other: IPNetwork) -> Bool {
        family == other.family && first <= other.first && other.last <= last
    }

    func text(_ address: UInt128) -> String { Self.text(address, family) }

    /// By inet_ntop(3), which writes IPv6 as RFC 5952 wants it.
    static func text(_ address: UInt128, _ family: Family) -> String {
        let count = family.width / 8
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: address >> UInt128(8 * (count - 1 - $0))) }
        var buffer = [CChar](repeating: 0, count: 64)
        guard inet_ntop(family == .v4 ? AF_INET : AF_INET6, bytes, &buffer, 64) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A number as a value.
    static func number(_ number: UInt128) -> Value {
        if let small = Int(exactly: number) { return .int(small) }
        let high = Value.string("\(number)")
        return (try? high.convertedToInt()) ?? .string("\(number)")
    }

    /// The same network, moved by `distance` addresses; nil beyond the family's range.
    func moved(by distance: Int) -> UInt128? {
        let magnitude = UInt128(distance.magnitude)
        let (result, overflow) =
            distance < 0
            ? address.subtractingReportingOverflow(magnitude) : address.addingReportingOverflow(magnitude)
        return overflow || result > family.most ? nil : result
    }
}

extension IPNetwork: CustomStringConvertible {
    var description: String { "\(text(address))/\(prefix)" }
}
