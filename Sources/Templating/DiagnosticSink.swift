public import Diagnostics
import Synchronization

/// Collects warnings and deprecations while templates are rendered, each text once.
public final class DiagnosticSink: Sendable {
    private struct State {
        var pending: [Diagnostic] = []
        var seen: Set<String> = []
    }
    private let state = Mutex(State())

    public init() {}

    public func add(_ diagnostic: Diagnostic) {
        state.withLock { state in
            let place = diagnostic.span.map { "\($0)" } ?? ""
            guard state.seen.insert(diagnostic.message + "\n" + place).inserted else { return }
            state.pending.append(diagnostic)
        }
    }

    /// What came in since the last call, oldest first.
    public func drain() -> [Diagnostic] {
        state.withLock { state in
            defer { state.pending = [] }
            return state.pending
        }
    }
}
