/// What a channel brings.
public enum ChannelEvent: Sendable {
    /// Bytes of its standard output.
    case output([UInt8])
    /// Bytes of its standard error.
    case error([UInt8])
    /// The program has ended; nil where its status is not known.
    case end(status: Int32?)
}

/// A running program on a host: bytes to it and from it.
public protocol ByteChannel: Sendable {
    /// The next event; after `.end` it stays at the end. One caller at a time.
    func next() async throws(ConnectionError) -> ChannelEvent
    /// Sends all of `bytes`. One caller at a time.
    func write(_ bytes: [UInt8]) async throws(ConnectionError)
    /// Sends all blocks, one behind the other.
    func write(_ blocks: [[UInt8]]) async throws(ConnectionError)
    /// Sends the end of its input.
    func closeInput() async
    /// Ends the program, as far as that is possible.
    func close() async
    /// Ends a program that does not read its input yet, and so would not notice that it is closed.
    func kill() async
    /// Where it works, for tasks that mostly wait for it; nil where that is anywhere.
    var executor: (any TaskExecutor)? { get }
}

extension ByteChannel {
    public func kill() async { await close() }
    public var executor: (any TaskExecutor)? { nil }

    public func write(_ blocks: [[UInt8]]) async throws(ConnectionError) {
        for block in blocks { try await write(block) }
    }
}

/// A way to start programs on a host.
public protocol Transport: Sendable {
    /// Runs a command line by the login shell.
    func open(_ command: String) async throws(ConnectionError) -> any ByteChannel
    /// Whether a channel may still be opened, as far as is known without asking.
    var isUsable: Bool { get async }
    /// What an operator must know of how the host was reached.
    var warnings: [String] { get }
    /// Ends it and every program that it started.
    func close() async
}

extension Transport {
    public var warnings: [String] { [] }
}
