import Synchronization

/// Writes messages to a descriptor, one whole frame at a time from any thread.
public final class MessageWriter: Sendable {
    private let output: Mutex<Int32>

    public init(_ descriptor: Int32) { output = Mutex(descriptor) }

    /// A tap that sends what programs of request `id` print. It blocks while the other end takes nothing.
    func tap(of id: UInt32) -> OutputTap {
        OutputTap { [self] piece, isError in try? send(.output(id: id, isError: isError, piece)) }
    }

    /// Throws where the other end is gone or the message is too large.
    public func send(_ message: Message) throws {
        let frame = try message.frame()
        try output.withLock { number throws(SystemError) in
            try Descriptor.withBorrowed(number) { file throws(SystemError) in try file.write(frame, "controller") }
        }
    }
}
