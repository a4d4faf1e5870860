/// Bytes in as they arrive from one end, messages out.
///
/// A frame that the other end may not send, or that is larger than its kind needs, is refused once its first five bytes
/// are there; nothing is kept of it.
public struct MessageDecoder: Sendable {
    /// Room for more is given back once it is not needed.
    private static let keptCapacity = 1 << 20

    private let sender: Message.Sender
    private var pending: [UInt8] = []
    private var start = 0

    /// Reads what `sender` says.
    public init(from sender: Message.Sender) { self.sender = sender }

    /// Whether part of a message has arrived.
    public var isInside: Bool { start < pending.count }

    public mutating func append(_ bytes: some Collection<UInt8>) {
        if start == pending.count {
            pending.removeAll(keepingCapacity: pending.capacity <= Self.keptCapacity)
            start = 0
        } else if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// The next whole message; nil where more bytes are needed. After an error nothing can be read any more.
    public mutating func next() throws(WireError) -> Message? {
        guard pending.count - start >= 5 else { return nil }
        let length = (0..<4).reduce(0) { $0 | Int(pending[start + $1]) << (8 * $1) }
        guard let kind = Message.Kind(rawValue: pending[start + 4]), kind.sender == sender else {
            throw WireError("a frame of a kind that the other end does not send")
        }
        guard length <= kind.limit else {
            throw WireError("a frame of \(length) bytes is too large for '\(kind)', which takes \(kind.limit) at most")
        }
        let frame = start + 4..<start + 4 + length
        guard pending.count >= frame.upperBound else {
            // At once, so that what grows piece by piece is not copied each time.
            if frame.upperBound > pending.capacity { pending.reserveCapacity(frame.upperBound) }
            return nil
        }
        start = frame.upperBound
        // A large frame is not kept until more comes.
        defer { if start == pending.count, pending.capacity > Self.keptCapacity { (pending, start) = ([], 0) } }
        return try Message(ByteReader(pending, in: frame))
    }
}
