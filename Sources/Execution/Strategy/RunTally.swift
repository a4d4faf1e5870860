import Synchronization
import Values

/// The counts of the whole run, and which hosts are out of it.
final class RunTally: Sendable {
    private struct State {
        var recap = Recap()
        var failed: Set<String> = []
        var unreachable: Set<String> = []
        var announcements = 0
        var isOver = false
        var hasFailures = false
    }
    private let state = Mutex(State())

    func count(_ host: String, _ field: any WritableKeyPath<Recap.Counts, Int> & Sendable) {
        state.withLock { $0.recap.count(host, field) }
    }
    func markFailed(_ host: String) { state.withLock { _ = $0.failed.insert(host) } }
    func markUnreachable(_ host: String) { state.withLock { _ = $0.unreachable.insert(host) } }
    func isFailed(_ host: String) -> Bool { state.withLock { $0.failed.contains(host) } }
    func isUnreachable(_ host: String) -> Bool { state.withLock { $0.unreachable.contains(host) } }
    var failed: Set<String> { state.withLock { $0.failed } }
    var unreachable: Set<String> { state.withLock { $0.unreachable } }
    var recap: Recap { state.withLock { $0.recap } }

    /// A task has failed whose host goes on (``RunOptions/keepsGoing``).
    func noteFailure() { state.withLock { $0.hasFailures = true } }
    var hasFailures: Bool { state.withLock { $0.hasFailures } }

    /// The operator wants no more of the run.
    func quit() { state.withLock { $0.isOver = true } }
    var isOver: Bool { state.withLock { $0.isOver } }

    /// `meta: clear_host_errors`.
    func clearErrors() {
        state.withLock {
            $0.failed = []
            $0.unreachable = []
        }
    }

    func nextAnnouncement() -> Int {
        state.withLock {
            $0.announcements += 1
            return $0.announcements
        }
    }

    /// Adds to what is there (numbers, lists and dicts of the same kind) or replaces it.
    func addStats(_ data: Dict, host: String?, aggregating: Bool) {
        state.withLock { state in
            for (key, value) in data {
                let old = host.map { state.recap.custom[$0]?[key] } ?? state.recap.customOfRun[key]
                let new = aggregating ? Self.sum(old, value) : value
                if let host {
                    state.recap.custom[host, default: [:]][key] = new
                } else {
                    state.recap.customOfRun[key] = new
                }
            }
        }
    }

    private static func sum(_ old: Value?, _ new: Value) -> Value {
        switch (old, new) {
        case (.dict(let a)?, .dict(let b)): .dict(a.items.merging(b.items) { $1 })
        case (.list(let a)?, .list(let b)): .list(a.items + b.items)
        case (.int(let a)?, .int(let b)): .int(a &+ b)
        case (.string(let a)?, .string(let b)): .string(a + b)
        default: new
        }
    }
}
