import Loading
import System
import Templating
import Values

/// What a turn came to before the run was resumed, and what of it is written down while it runs.
extension TaskRunner {
    /// The outcome that the journal knows.
    func replayed(_ turn: JournalTurn) -> TaskOutcome? {
        var reader = OutcomeReader(turn.body, archive: run.archive)
        guard var outcome = try? reader.outcome(host: host, task: task, start: start) else { return nil }
        outcome.known = known
        outcome.isReplayed = true
        if outcome.result.isSecret, run.actions.setsVariables(start.action) {
            for item in outcome.items {
                if let facts = item.result["ansible_facts"]?.mapping { run.options.mask.add(variables: facts) }
            }
        }
        return outcome
    }

    /// The items of the loop that are over already, by their index. One whose value is another by now is none of them.
    func keptItems(_ items: [Value]) -> [Int: AttemptResult] {
        guard let known, !known.items.isEmpty else { return [:] }
        var kept: [Int: AttemptResult] = [:]
        for (index, item) in known.items
        where index < items.count && !item.isAnswer && item.item == Self.digest(items[index]) {
            var reader = OutcomeReader(item.body, archive: run.archive)
            if let attempt = try? reader.attempt() { kept[index] = attempt }
        }
        return kept
    }

    /// What is known of answers to requests of the loop that travel together, and who writes down those that come.
    func answers(_ items: [Value]) -> TaskAttempt.Answers {
        guard let known, let journal = run.journal, !journal.runsOnlyHandlers else { return TaskAttempt.Answers() }
        let digests = items.map(Self.digest)
        var answers = TaskAttempt.Answers()
        for (index, item) in known.items where index < items.count && item.isAnswer && item.item == digests[index] {
            var reader = ByteReader(item.body)
            answers.known[index] = try? run.archive.dict(&reader)
        }
        let (place, fingerprint, stop) = (known.place, known.fingerprint, run.options.stop)
        answers.note = { index, answer in
            var writer = ByteWriter()
            ValueArchive.write(answer, to: &writer)
            let item = JournalItem(
                fingerprint: fingerprint, item: digests[index], isAnswer: true, body: writer.bytes)
            journal.write(.item(place, index: index, item), stopping: stop)
        }
        return answers
    }

    /// Writes down an item of the loop that is over.
    func note(_ attempt: AttemptResult, _ item: Value, _ index: Int) {
        guard let known, let journal = run.journal, !journal.runsOnlyHandlers else { return }
        var writer = ByteWriter()
        OutcomeArchive.write(attempt, to: &writer)
        let record = JournalItem(
            fingerprint: known.fingerprint, item: Self.digest(item), isFailure: attempt.isFailure, body: writer.bytes)
        journal.write(.item(known.place, index: index, record), stopping: run.options.stop)
    }

    private static func digest(_ item: Value) -> [UInt8] {
        var writer = ByteWriter()
        ValueArchive.write(item, to: &writer)
        return Array(ContentLog.digest(writer.bytes).prefix(16))
    }
}

extension AttemptResult {
    /// Whether it failed, or the host could not be reached, and the task does not ignore that.
    var isFailure: Bool { (status == .failed || status == .unreachable) && !isIgnored }
}
