import Diagnostics
import Playbook
import Synchronization
import Templating
import Values

extension Journal {
    /// What is known of a host's turn with a task.
    struct Known: Sendable {
        let place: JournalPlace
        let fingerprint: TaskFingerprint
        /// How the turn went; nil where it is to be taken now.
        var turn: JournalTurn?
        /// Items of its loop that are over.
        var items: [Int: JournalItem] = [:]
    }

    /// Finds the host's turn of that number with `task`.
    ///
    /// A failure that nothing forgives is tried again, and what followed it with it; its task may be another one now. Throws where the host's turn was
    /// another one then: the content has changed where it has run.
    ///
    /// - Parameter isDecision: whether the turn is whether the condition of a `meta` task holds.
    func known(
        _ task: Task, _ fingerprint: TaskFingerprint, at place: JournalPlace, isDecision: Bool = false
    ) throws(Diagnostic) -> Known {
        let key = JournalHistory.HostKey(batch: place.batch, host: place.host)
        return try state.withLock { state throws(Diagnostic) in
            var known = Known(place: place, fingerprint: fingerprint)
            guard isResumed else { return known }
            known.items = (state.history.items[place] ?? [:]).filter {
                $0.value.fingerprint == fingerprint && !$0.value.isFailure
            }
            guard let first = state.history.turns[key]?.first else { return known }
            if first.isFailure {
                state.retry(key)
                return known
            }
            if first.fingerprint != fingerprint || first.isDecision != isDecision {
                if state.hasDiverged {
                    state.drop(key)
                    return known
                }
                guard state.forces else { throw Self.changed(first, now: task) }
                // The host's turn with this very task may come later in the journal: others were taken out since.
                guard
                    let index = state.history.turns[key]?.firstIndex(where: {
                        $0.fingerprint == fingerprint && $0.isDecision == isDecision
                    })
                else { return known }
                state.take(index, key)
            }
            guard let turn = state.history.turns[key]?.first, !turn.isFailure else {
                state.retry(key)
                return known
            }
            known.turn = turn
            state.take(1, key)
            known.items = [:]
            return known
        }
    }

    /// Whether the next turn that is known of the host is one with this task.
    func isNext(_ fingerprint: TaskFingerprint, of host: String, in batch: JournalBatch) -> Bool {
        state.withLock {
            $0.history.turns[JournalHistory.HostKey(batch: batch, host: host)]?.first?.fingerprint == fingerprint
        }
    }

    /// How the play was when it began; nil where it has not.
    func play(_ number: Int) -> JournalPlay? { state.withLock { $0.history.plays[number] } }

    /// Whether the handlers that the host owed before this turn were run apart from its play.
    func isPaid(before place: JournalPlace) -> Bool {
        state.withLock {
            $0.history.paid[JournalHistory.HostKey(batch: place.batch, host: place.host)] == place.number
        }
    }

    private static func changed(_ then: JournalTurn, now task: Task) -> Diagnostic {
        let name = then.name.isEmpty ? "a task" : "the task '\(then.name)'"
        return Diagnostic(
            "The content has changed where it has run already: \(name) (\(then.path)) ran in this place.",
            at: task.span,
            help:
                "Undo the change, or go on with --force: tasks that are new run, those that have run do not run again.")
    }
}

extension Journal.State {
    /// Forgets what is known of the host from here on.
    fileprivate mutating func drop(_ key: JournalHistory.HostKey) { history.turns[key] = nil }

    /// The host's next turn failed, and is taken again.
    fileprivate mutating func retry(_ key: JournalHistory.HostKey) {
        hasDiverged = true
        drop(key)
    }

    fileprivate mutating func take(_ count: Int, _ key: JournalHistory.HostKey) {
        history.turns[key]?.removeFirst(count)
    }
}

extension Journal {
    /// Adds what hosts owe at the end of a batch.
    func add(owed entries: [OwedHandlers.Entry]) { state.withLock { $0.owed += entries } }

    /// What hosts owe by now.
    var owed: [OwedHandlers.Entry] { state.withLock { $0.owed } }
}
