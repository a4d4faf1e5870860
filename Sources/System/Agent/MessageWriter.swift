import Synchronization

/// Writes messages to a descriptor, one whole frame at a time from any thread.
public final class MessageWriter: Sendable {
    private let output: Mutex<Int32>

    public init(_ descriptor: Int32) { output = Mutex(descriptor) }

    /// A tap that sends what programs of request `id` print. It blocks while the other end takes nothing.
    func tap(of id: UInt32) -> OutputTap {
        OutputTap { [self] piece, isError in try? send(.output(id: id, isError: isError, piece)) }
    }

    /// Sends a result; a large one in parts as it is encoded, so that it is not held a second time.
    ///
    /// Throws where the other end is gone, or the result is too large or no data.
    func send(_ response: TaskResponse, of id: UInt32) throws {
        var size = 0
        var failure: (any Error)?
        func send(part: [UInt8]) {
            size += part.count
            if size > Message.sizeLimit, failure == nil { failure = WireError("it has more than \(size) bytes") }
            for start in stride(from: 0, to: part.count, by: Content.pieceSize) where failure == nil {
                let piece = part[start..<min(start + Content.pieceSize, part.count)]
                do { try self.send(.resultPart(id: id, Array(piece))) } catch { failure = error }
            }
        }
        var writer = ByteWriter(inPiecesOf: Content.pieceSize) { send(part: $0) }
        try response.write(to: &writer)
        if size == 0 { return try self.send(frame: try Message.frame(.result, id, writer.bytes)) }
        send(part: writer.bytes)
        if let failure { throw failure }
        try self.send(.resultEnd(id: id))
    }

    private func send(frame: [UInt8]) throws {
        try output.withLock { number throws(SystemError) in
            try Descriptor.withBorrowed(number) { file throws(SystemError) in try file.write(frame, "controller") }
        }
    }

    /// Throws where the other end is gone or the message is too large.
    public func send(_ message: Message) throws {
        try send(frame: try message.frame())
    }
}
