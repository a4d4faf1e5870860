import Synchronization

/// Ends a start on a host that goes no further: each step has its own time, and a step that says something gets it anew.
final class StartWatch: Sendable {
    /// A step waits for a minute, or for six times the limit on connecting where that is more: a host that starts many
    /// logins at once is slow, not silent.
    static func limit(_ connectTimeout: Double) -> Double { max(60, 6 * connectTimeout) }

    private struct State {
        var step = ""
        var timer: Task<Void, Never>?
        var isOver = false
    }

    private let seconds: Double
    private let channel: any ByteChannel
    private let state = Mutex(State())

    init(_ seconds: Double, over channel: any ByteChannel) {
        self.seconds = seconds
        self.channel = channel
    }

    deinit { stop() }

    /// From now on `step` is waited for, such as `the agent's first words`.
    func begin(_ step: String) {
        state.withLock { state in
            state.timer?.cancel()
            state.step = step
            guard !state.isOver else { return }
            state.timer = Task { [weak self, seconds] in
                guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
                await self?.end(step)
            }
        }
    }

    private func end(_ step: String) async {
        let isLate = state.withLock { state in
            guard state.step == step, state.timer != nil else { return false }
            state.isOver = true
            return true
        }
        if isLate { await channel.kill() }
    }

    func stop() {
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
        }
    }

    /// Why the channel was closed; nil where it was not.
    var verdict: ConnectionError? {
        state.withLock { state in state.isOver ? Self.error(seconds, state.step) : nil }
    }

    static func error(_ seconds: Double, _ step: String) -> ConnectionError {
        let shown = seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        return ConnectionError(.timeout, "The host did not go on within \(shown) seconds; waited for \(step).")
    }
}
