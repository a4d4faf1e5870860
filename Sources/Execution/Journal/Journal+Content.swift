import Loading
public import Diagnostics
public import Playbook
import Synchronization
import Templating

extension Journal {
    /// Compares the content with what it was. Throws where something has changed that has run, or that tasks which have
    /// run may have used, unless the run is told to go on all the same.
    ///
    /// - Parameter report: takes warnings of changes that do no harm.
    public func check(_ playbooks: [Playbook], report: (Diagnostic) -> Void) throws(Diagnostic) {
        let (history, forces) = state.withLock { ($0.history, $0.forces) }
        guard !history.isEmpty else { return }
        let changes = Changes(history, playbooks)
        if !changes.harmful.isEmpty, !forces {
            throw Diagnostic(
                "Content has changed that has run already, or that tasks which have run may have used:\n"
                    + changes.harmful.map { "  \($0)" }.joined(separator: "\n"),
                help: "Undo the changes, or go on with --force.")
        }
        for path in changes.harmless {
            report(
                Diagnostic(
                    "\(path) has changed since the run began; what has run of it is the same.", severity: .warning))
        }
        for text in changes.harmful { report(Diagnostic("Changed since it ran: \(text)", severity: .warning)) }
    }

    private struct Changes {
        var harmful: [String] = []
        var harmless: [String] = []

        init(_ history: JournalHistory, _ playbooks: [Playbook]) {
            var digests: [String: [UInt8]] = [:]
            func hasChanged(_ entry: ContentLog.Entry) -> Bool {
                if digests[entry.path] == nil {
                    digests[entry.path] = LocalFile.read(entry.path).map(ContentLog.digest) ?? []
                }
                return digests[entry.path] != entry.digest
            }
            let turns = history.turns.values.flatMap(\.self).filter { !$0.isFailure }
            let changed = history.contents.values.filter(hasChanged).sorted { $0.path < $1.path }
            let plays = playbooks.flatMap(\.plays)
            let tasks = plays.flatMap { ($0.blocks + $0.handlers).flatMap(\.tasks) }
            let files = Set(tasks.compactMap { $0.span?.file.name })
            let fingerprints = Set(tasks.map { TaskFingerprint($0) })
            for entry in changed {
                guard entry.kind == .tasks else {
                    harmful.append(entry.path)
                    continue
                }
                let gone = turns.filter { turn in
                    files.contains(entry.path) && turn.path.hasPrefix(entry.path + ":")
                        && !fingerprints.contains(turn.fingerprint)
                }
                if let turn = gone.min(by: { $0.order < $1.order }) {
                    harmful.append("\(turn.path): the task '\(turn.name)'")
                } else {
                    harmless.append(entry.path)
                }
            }
            for (number, play) in history.plays.sorted(by: { $0.key < $1.key })
            where number < plays.count && play.variables != TaskFingerprint.digest(ofVariablesIn: plays[number]) {
                harmful.append("the variables of the play '\(plays[number].title)'")
            }
            var named: Set<String> = []
            for turn in turns.sorted(by: { $0.order < $1.order }) {
                for entry in turn.reads where hasChanged(entry) && named.insert(entry.path).inserted {
                    harmful.append("\(entry.path), which the task '\(turn.name)' has used")
                }
            }
        }
    }
}
