import Synchronization

/// The hosts of a play, as far as they change while it runs.
final class PlayHosts: Sendable {
    private struct State {
        var matching: [String]
        /// Hosts that tasks of the play added to the inventory; they do not run its tasks.
        var added: [String] = []
        var gone: Set<String> = []
    }
    private let state: Mutex<State>

    init(_ hosts: [String]) { state = Mutex(State(matching: hosts)) }

    /// Hosts that failed or could not be reached are no longer play hosts.
    func remove(_ host: String) { state.withLock { _ = $0.gone.insert(host) } }
    func restore(_ host: String) { state.withLock { _ = $0.gone.remove(host) } }
    func restoreAll() { state.withLock { $0.gone = [] } }
    var gone: Set<String> { state.withLock { $0.gone } }

    /// As the inventory has them now.
    var matching: [String] { state.withLock { $0.matching } }
    func set(_ hosts: [String]) {
        state.withLock {
            $0.matching = hosts
            $0.added = []
        }
    }

    func add(_ host: String) {
        state.withLock { state in
            guard !state.matching.contains(host), !state.added.contains(host) else { return }
            state.added.append(host)
        }
    }

    /// The play's hosts, and those that its tasks added.
    var named: [String] { state.withLock { $0.matching + $0.added } }
}
