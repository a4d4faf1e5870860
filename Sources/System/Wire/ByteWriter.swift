/// Builds a frame's payload. Numbers are little-endian or, where they are mostly small, LEB128.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []
    /// Takes what was written, in order, so that what is large need not be held as a whole.
    private let spill: ((_ piece: [UInt8]) -> Void)?
    private let pieceSize: Int

    package init() {
        spill = nil
        pieceSize = .max
    }

    /// Hands pieces of `pieceSize` bytes to `spill` as they fill up; ``bytes`` holds what comes after them.
    init(inPiecesOf pieceSize: Int, to spill: @escaping (_ piece: [UInt8]) -> Void) {
        self.spill = spill
        self.pieceSize = pieceSize
    }

    /// Makes room for `count` bytes more at once, so that what is large is not copied while it grows.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    /// Writes a number over four bytes that are there.
    mutating func patch(_ value: UInt32, at place: Int) {
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
    }

    package mutating func byte(_ value: UInt8) { bytes.append(value) }
    mutating func append(_ value: [UInt8]) { bytes += value }
    package mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

    package mutating func fixed<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// An unsigned number in LEB128.
    package mutating func count(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func count(_ value: Int) { count(UInt64(max(0, value))) }

    package mutating func blob(_ value: some Collection<UInt8>) {
        count(value.count)
        guard let spill, bytes.count + value.count > pieceSize else { return bytes.append(contentsOf: value) }
        var rest = value[...]
        while !rest.isEmpty {
            let part = rest.prefix(max(0, pieceSize - bytes.count))
            bytes.append(contentsOf: part)
            rest = rest[part.endIndex...]
            if bytes.count >= pieceSize {
                spill(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
    }

    package mutating func text(_ value: String) {
        var value = value
        value.withUTF8 { blob($0) }
    }
}
