import Modules

/// An IPv4 address as a number.
package struct IPv4: CustomStringConvertible, Hashable, Sendable {
    package let bits: UInt32

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        bits = parts.reduce(0) { $0 << 8 | UInt32($1 ?? 0) }
    }

    /// The network mask of that many bits.
    package init(prefix: Int) { bits = prefix <= 0 ? 0 : UInt32.max << UInt32(32 - min(prefix, 32)) }

    private init(bits: UInt32) { self.bits = bits }

    package static func & (left: IPv4, right: IPv4) -> IPv4 { IPv4(bits: left.bits & right.bits) }

    package var description: String {
        [24, 16, 8, 0].map { String(bits >> UInt32($0) & 0xff) }.joined(separator: ".")
    }
}
