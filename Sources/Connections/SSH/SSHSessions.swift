import System

/// The sessions to one host: a further one is opened where those that stand take no more channels (sshd's MaxSessions).
actor SSHSessions: Transport {
    private struct Member {
        let session: SSHSession
        /// How many channels it had open when it took no more.
        var limit = Int.max
    }

    private var members: [Member]
    private let more: @Sendable () async throws(ConnectionError) -> SSHSession
    private var isClosed = false
    nonisolated let warnings: [String]

    /// - Parameter more: opens a further session.
    init(
        _ first: SSHSession, warnings: [String],
        more: @escaping @Sendable () async throws(ConnectionError) -> SSHSession
    ) {
        self.warnings = warnings
        members = [Member(session: first)]
        self.more = more
    }

    var isUsable: Bool {
        get async {
            for member in members where await member.session.isUsable { return true }
            return false
        }
    }

    func open(_ command: String) async throws(ConnectionError) -> any ByteChannel {
        for member in members {
            guard await member.session.isUsable, await member.session.channelCount < member.limit else { continue }
            do throws(ConnectionError) { return try await member.session.open(command) } catch {
                guard error.kind == .channelRefused else { throw error }
                await setLimit(of: member.session)
            }
        }
        let session = try await more()
        guard !isClosed else {
            await session.close()
            throw ConnectionError(.dropped, "the connection was closed")
        }
        members.append(Member(session: session))
        return try await session.open(command)
    }

    private func setLimit(of session: SSHSession) async {
        let count = await session.channelCount
        guard let index = members.firstIndex(where: { $0.session === session }) else { return }
        members[index].limit = max(1, count)
    }

    func close() async {
        isClosed = true
        for member in members { await member.session.close() }
    }
}
