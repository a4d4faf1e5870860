import System

/// One channel of a session.
struct SSHByteChannel: ByteChannel {
    /// How long what is killed may take to end, in seconds.
    private static let patience = 3.0

    let session: SSHSession
    let number: Int

    var executor: (any TaskExecutor)? { session.loop }

    func next() async throws(ConnectionError) -> ChannelEvent { try await session.next(number) }
    func write(_ bytes: [UInt8]) async throws(ConnectionError) { try await session.write(number, [bytes]) }
    func write(_ blocks: [[UInt8]]) async throws(ConnectionError) { try await session.write(number, blocks) }
    func closeInput() async { await session.closeInput(number) }
    func close() async { await session.closeChannel(number) }

    func kill() async {
        await session.signal(number)
        // What gets no signal, as a program of root does, reads the end of its input once it reads at all.
        await closeInput()
        await session.awaitEnd(number, seconds: Self.patience)
        await close()
    }
}
