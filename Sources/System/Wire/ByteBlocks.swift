/// Bytes that grow to any size and are held once: in blocks that are given back one by one when they become a text.
///
/// (An array that grows is copied, and converting it as a whole holds both until it is done.)
struct ByteBlocks: Sendable {
    /// In bytes.
    private let blockSize: Int
    private var blocks: [[UInt8]] = []
    private(set) var count = 0

    /// - Parameter blockSize: in bytes; what is small is kept by the allocator and not given back to the machine.
    init(blockSize: Int = 2 << 20) { self.blockSize = blockSize }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        count += bytes.count
        var rest = bytes[...]
        while !rest.isEmpty {
            if blocks.isEmpty { blocks.append([]) }
            let room = blockSize - blocks[blocks.count - 1].count
            guard room > 0 else {
                blocks.append([])
                blocks[blocks.count - 1].reserveCapacity(blockSize)
                continue
            }
            blocks[blocks.count - 1].append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
        }
    }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

    /// A copy of a part.
    func bytes(in range: Range<Int>) -> [UInt8] {
        var part: [UInt8] = []
        part.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            let block = blocks[place / blockSize]
            let start = place % blockSize
            let end = min(block.count, start + range.upperBound - place)
            part += block[start..<end]
            place += end - start
        }
        return part
    }

    /// Takes all bytes as an array, each block given back as soon as it is copied.
    mutating func takeArray() -> [UInt8] {
        let count = count
        var rest = takeBlocks()
        if rest.count == 1 { return rest[0] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = Self.move(&rest, to: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// Takes all bytes as a text, invalid UTF-8 replaced; each block is given back as soon as it is copied.
    mutating func takeText() -> String {
        let count = count
        var rest = takeBlocks()
        if rest.count == 1 { return String(decoding: rest[0], as: UTF8.self) }
        return String(unsafeUninitializedCapacity: count) {
            Self.move(&rest, to: UnsafeMutableRawBufferPointer($0))
        }
    }

    /// Takes all bytes as a reader that gives each block back as soon as it is read.
    mutating func takeReader() -> ByteReader { ByteReader(reversed: takeBlocks()) }

    /// Takes all blocks, the last one first.
    private mutating func takeBlocks() -> [[UInt8]] {
        defer { (blocks, count) = ([], 0) }
        return blocks.reversed()
    }

    private static func move(_ rest: inout [[UInt8]], to buffer: UnsafeMutableRawBufferPointer) -> Int {
        var place = 0
        while let block = rest.popLast() {
            block.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[place...]).copyMemory(from: $0) }
            place += block.count
        }
        return place
    }
}
