/// Bytes in as they arrive, messages out.
public struct MessageDecoder: Sendable {
    private var pending: [UInt8] = []
    private var start = 0

    public init() {}

    /// Whether part of a message has arrived.
    public var isInside: Bool { start < pending.count }

    public mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// The next whole message; nil where more bytes are needed. After an error nothing can be read any more.
    public mutating func next() throws(WireError) -> Message? {
        guard pending.count - start >= 4 else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(pending[start + $1]) << (8 * $1) }
        guard length <= Message.sizeLimit else { throw WireError("a frame of \(length) bytes is too large") }
        guard pending.count - start - 4 >= length else { return nil }
        let frame = Array(pending[start + 4..<start + 4 + length])
        start += 4 + length
        return try Message(frame)
    }
}
