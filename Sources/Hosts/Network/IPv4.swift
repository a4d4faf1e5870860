/// An IPv4 address.
public struct IPv4: Sendable, Hashable, CustomStringConvertible {
    public var number: UInt32

    public init(_ number: UInt32) { self.number = number }

    /// Dotted decimal; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        number = parts.reduce(0) { $0 << 8 | UInt32($1!) }
    }

    var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) } }
    public var description: String { bytes.map { "\($0)" }.joined(separator: ".") }
}

/// A range of IPv4 addresses, as `172.18.0.0/16` writes it.
public struct Subnet: Sendable, Hashable, CustomStringConvertible {
    public var base: IPv4
    public var length: Int

    public init(_ base: IPv4, _ length: Int) {
        self.base = base
        self.length = length
    }

    public init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let base = IPv4(parts[0]), let length = Int(parts[1]), (1...30).contains(length) else {
            return nil
        }
        self.init(IPv4(base.number & ~UInt32(0) << UInt32(32 - length)), length)
    }

    public func contains(_ address: IPv4) -> Bool {
        (address.number ^ base.number) >> UInt32(32 - length) == 0
    }

    /// The address at a place in it; nil past its end.
    public func address(_ index: UInt32) -> IPv4? {
        let address = IPv4(base.number &+ index)
        return index > 0 && contains(address) && contains(IPv4(address.number &+ 1)) ? address : nil
    }

    /// The lowest address that is not taken.
    func firstFree(_ taken: Set<IPv4>) -> IPv4? {
        var index: UInt32 = 1
        while let address = address(index) {
            if !taken.contains(address) { return address }
            index += 1
        }
        return nil
    }

    var broadcast: IPv4 { IPv4(base.number | ~UInt32(0) >> UInt32(length)) }
    public var description: String { "\(base)/\(length)" }
}
