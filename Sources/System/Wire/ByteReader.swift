/// Takes a frame's payload apart; every read checks that the bytes are there.
package struct ByteReader {
    /// Values may take this much memory whatever their frame's size, and ``growth`` times its size beyond that.
    private static let freeMemory = 32 << 20
    private static let growth = 6

    private let bytes: [UInt8]
    private var position: Int
    private let end: Int
    /// What values may still cost in memory, in bytes.
    private var allowance: Int

    /// Reads the bytes of `range` without a copy of them.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        allowance = Self.freeMemory + Self.growth * range.count
    }

    package init(_ bytes: [UInt8]) { self.init(bytes, in: bytes.indices) }

    package var left: Int { end - position }

    /// Takes the memory of a value from what the frame may cost: a byte of a frame could stand for a hundred of memory.
    mutating func spend(_ memory: Int) throws(WireError) {
        allowance -= memory
        guard allowance >= 0 else { throw WireError("a frame's values take more memory than its size allows") }
    }

    /// The byte that follows, without taking it; nil at the end.
    package var next: UInt8? { left > 0 ? bytes[position] : nil }

    package mutating func byte() throws(WireError) -> UInt8 {
        guard left > 0 else { throw WireError("a frame ends early") }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func flag() throws(WireError) -> Bool { try byte() != 0 }

    package mutating func fixed<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(WireError) -> Number {
        let size = MemoryLayout<Number>.size
        guard left >= size else { throw WireError("a frame ends early") }
        defer { position += size }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }

    package mutating func number() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { break }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw WireError("a number is too large")
    }

    /// How many elements or bytes follow; each takes at least `size` bytes, so more than are left is an error.
    package mutating func count(ofSize size: Int = 1) throws(WireError) -> Int {
        let value = try number()
        guard value <= UInt64(left / size) else { throw WireError("a count is larger than its frame") }
        return Int(value)
    }

    package mutating func blob() throws(WireError) -> [UInt8] {
        let count = try count()
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Invalid UTF-8 is replaced.
    package mutating func text() throws(WireError) -> String {
        let count = try count()
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }
}
