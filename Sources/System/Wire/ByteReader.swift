/// Takes a frame's payload apart; every read checks that the bytes are there.
package struct ByteReader {
    /// Values may take this much memory whatever their frame's size, and ``growth`` times its size beyond that.
    private static let freeMemory = 32 << 20
    private static let growth = 6

    private var bytes: [UInt8]
    private var position: Int
    private var end: Int
    /// The blocks behind `bytes`, the next one last.
    private var rest: [[UInt8]]
    /// How many bytes those have.
    private var behind: Int
    /// What values may still cost in memory, in bytes.
    private var allowance: Int

    /// Reads the bytes of `range` without a copy of them.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
        (rest, behind) = ([], 0)
        allowance = Self.freeMemory + Self.growth * range.count
    }

    package init(_ bytes: [UInt8]) { self.init(bytes, in: bytes.indices) }

    /// Reads blocks that follow each other, the first one being the last of the list.
    init(reversed blocks: [[UInt8]]) {
        self.init([])
        rest = blocks
        behind = blocks.reduce(0) { $0 + $1.count }
        allowance += Self.growth * behind
        turn()
    }

    package var left: Int { end - position + behind }

    /// Goes on to the next block where one is read to its end.
    private mutating func turn() {
        while position == end, let block = rest.popLast() {
            (bytes, position, end) = (block, 0, block.count)
            behind -= end
        }
    }

    /// Takes the memory of a value from what the frame may cost: a byte of a frame could stand for a hundred of memory.
    mutating func spend(_ memory: Int) throws(WireError) {
        allowance -= memory
        guard allowance >= 0 else { throw WireError("a frame's values take more memory than its size allows") }
    }

    /// The byte that follows, without taking it; nil at the end.
    package var next: UInt8? { left > 0 ? bytes[position] : nil }

    package mutating func byte() throws(WireError) -> UInt8 {
        guard left > 0 else { throw WireError("a frame ends early") }
        let byte = bytes[position]
        position += 1
        if position == end { turn() }
        return byte
    }

    package mutating func flag() throws(WireError) -> Bool { try byte() != 0 }

    package mutating func fixed<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(WireError) -> Number {
        let size = MemoryLayout<Number>.size
        guard left >= size else { throw WireError("a frame ends early") }
        guard end - position >= size else {
            var number: Number = 0
            for place in 0..<size { number |= Number(truncatingIfNeeded: try byte()) << (8 * place) }
            return number
        }
        defer {
            position += size
            if position == end { turn() }
        }
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
        guard end - position < count else { return Array(take(count)) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            move(count, to: UnsafeMutableRawBufferPointer(buffer))
            filled = count
        }
    }

    /// Invalid UTF-8 is replaced.
    package mutating func text() throws(WireError) -> String {
        let count = try count()
        guard end - position < count else { return String(decoding: take(count), as: UTF8.self) }
        return String(unsafeUninitializedCapacity: count) { buffer in
            move(count, to: UnsafeMutableRawBufferPointer(buffer))
            return count
        }
    }

    /// Takes bytes that are all in this block.
    private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let part = bytes[position..<position + count]
        position += count
        if position == end { turn() }
        return part
    }

    /// Takes bytes of several blocks, each of which is given back once it is copied.
    private mutating func move(_ count: Int, to buffer: UnsafeMutableRawBufferPointer) {
        var done = 0
        while done < count {
            let part = min(end - position, count - done)
            bytes.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + part])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + part]))
            }
            done += part
            position += part
            if position == end { turn() }
        }
    }
}
