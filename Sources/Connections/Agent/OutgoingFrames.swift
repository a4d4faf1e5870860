/// What is still to be written to an agent: small frames travel together, large ones are not copied.
struct OutgoingFrames: Sendable {
    /// Frames are joined up to this many bytes.
    private static let joined = 32 << 10

    private var blocks: [[UInt8]] = []
    private var first = 0
    /// In bytes.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    mutating func append(_ frame: [UInt8]) {
        count += frame.count
        if let last = blocks.last, last.count + frame.count <= Self.joined, first < blocks.count {
            blocks[blocks.count - 1] += frame
        } else {
            blocks.append(frame)
        }
    }

    /// Takes what is to be written next: one block, and more up to `limit` bytes in all; none where there is nothing.
    mutating func next(_ limit: Int) -> [[UInt8]] {
        var taken: [[UInt8]] = []
        var size = 0
        while first < blocks.count, taken.isEmpty || size + blocks[first].count <= limit {
            size += blocks[first].count
            taken.append([])
            swap(&taken[taken.count - 1], &blocks[first])
            first += 1
        }
        count -= size
        if first == blocks.count { (blocks, first) = ([], 0) }
        return taken
    }
}
