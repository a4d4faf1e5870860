import Synchronization

/// What roles that run side by side learn of each other while they run.
final class BranchSignals: Sendable {
    private struct State {
        var ended: Set<String> = []
        var isOver = false
    }
    private let state = Mutex(State())

    /// The host leaves the play without having failed.
    func end(_ host: String) { state.withLock { _ = $0.ended.insert(host) } }
    func hasEnded(_ host: String) -> Bool { state.withLock { $0.ended.contains(host) } }

    /// No host goes on.
    func endAll() { state.withLock { $0.isOver = true } }
    var isOver: Bool { state.withLock { $0.isOver } }
}
