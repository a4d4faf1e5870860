import Synchronization

/// The calls that the agent makes for modules on the controller: all at once, each on a thread of its own.
final class AgentCalls: Sendable {
    private struct State: Sendable {
        /// What has come of calls that are not whole yet.
        var parts: [UInt32: [UInt8]] = [:]
        var running: [UInt32: Running] = [:]
    }

    private struct Running: Sendable {
        let task: Task<Void, Never>
        let turns: Mailbox<Conversation.Turn>
    }

    private let writer: MessageWriter
    private let state = Mutex(State())

    init(_ writer: MessageWriter) { self.writer = writer }

    /// A part of a call, not its last. Throws where it is larger than a call may be.
    func part(_ id: UInt32, _ bytes: [UInt8]) throws(WireError) {
        let size = state.withLock { state in
            state.parts[id, default: []] += bytes
            return state.parts.values.reduce(0) { $0 + $1.count }
        }
        guard size <= SystemCall.sizeLimit else { throw WireError("calls of \(size) bytes are too large") }
    }

    /// Makes a call whose last part is `bytes`.
    func begin(_ id: UInt32, _ bytes: [UInt8]) {
        let turns = Mailbox<Conversation.Turn>()
        state.withLock { state in
            let call = (state.parts.removeValue(forKey: id) ?? []) + bytes
            let task = Task(executorPreference: BlockingPool.shared) {
                await self.make(call, id, turns)
                self.state.withLock { $0.running[id] = nil }
            }
            state.running[id] = Running(task: task, turns: turns)
        }
    }

    /// The controller's turn in the conversation of a call.
    func reply(_ id: UInt32, _ turn: Conversation.Turn) {
        state.withLock { $0.running[id]?.turns }?.put(turn)
    }

    /// Ends what a call runs; false where `id` is no call's.
    @discardableResult
    func cancel(_ id: UInt32) -> Bool {
        guard let running = state.withLock({ $0.running[id] }) else { return false }
        running.task.cancel()
        running.turns.close()
        return true
    }

    /// Ends all, and returns when all have ended.
    func close() async {
        let running = state.withLock { $0.running }
        for id in running.keys { cancel(id) }
        for call in running.values { await call.task.value }
    }

    private func make(_ call: [UInt8], _ id: UInt32, _ turns: Mailbox<Conversation.Turn>) async {
        let server = SystemCallServer(
            talk: { [writer] said in
                guard (try? writer.send(.said(id: id, said))) != nil else { return .stop }
                return turns.take() ?? .stop
            }, tap: writer.tap(of: id))
        do throws(SystemError) {
            let (ahead, last) = SystemCall.parts(of: try await server.answer(call))
            for part in ahead { try? writer.send(.answerPart(id: id, part)) }
            try? writer.send(.answer(id: id, last))
        } catch {
            try? writer.send(.failed(id: id, error))
        }
    }
}
