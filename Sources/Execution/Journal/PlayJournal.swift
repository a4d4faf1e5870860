import Diagnostics
import Playbook
import Templating
import Values

/// What the journal knows and learns of one play: its hosts and batches, and the answers of its prompts.
struct PlayJournal {
    let run: RunContext
    let play: Play
    /// Of the play in the run, from 0.
    let number: Int

    private var known: JournalPlay? { run.journal?.play(number) }

    /// Whether the play has not begun, and only handlers that are owed are to run.
    var isLeftOut: Bool { known == nil && run.journal?.runsOnlyHandlers == true }

    /// The answers of `vars_prompt`: those that were given before the run was resumed, else those of the operator.
    func prompted() async throws(Diagnostic) -> Dict {
        guard let known else { return try await VariablePrompts(run: run, play: play).ask() }
        for name in known.secrets { run.options.mask.add(known.prompted[.string(name)] ?? .none) }
        return known.prompted
    }

    /// The batches of the play: those that it had before the run was resumed, with the hosts that are still there, and
    /// hosts which come to it only now, since what they failed at is tried again.
    func batches(of hosts: [String], _ matching: [String], _ serial: Serial) throws(Diagnostic) -> [[String]] {
        guard let known else { return try serial.batches(of: hosts) }
        let there = Set(hosts)
        for host in known.hosts where !matching.contains(host) {
            run.events.receive(
                .diagnostic(
                    Diagnostic(
                        "The host \(host), which the play '\(play.title)' had, is not in the inventory any more.",
                        severity: .warning)))
        }
        var batches = known.batches.map { $0.filter(there.contains) }
        let placed = Set(batches.joined())
        let new = hosts.filter { !placed.contains($0) }
        guard !new.isEmpty else { return batches }
        if try serial.batches(of: hosts).count <= 1, !batches.isEmpty {
            let all = Set(batches[0] + new)
            batches[0] = hosts.filter(all.contains)
        } else {
            batches += try serial.batches(of: new)
        }
        return batches
    }

    /// Writes down how the play begins.
    func note(hosts: [String], _ batches: [[String]], _ prompted: Dict) throws(Diagnostic) {
        guard let journal = run.journal, !journal.runsOnlyHandlers else { return }
        let mask = run.options.mask
        let secrets = prompted.filter { mask.hidden(in: $0.value) != $0.value }.compactMap(\.key.text)
        let record = JournalPlay(
            hosts: hosts, batches: batches, prompted: prompted, secrets: secrets,
            variables: TaskFingerprint.digest(ofVariablesIn: play))
        guard record != known else { return }
        journal.write(.play(number: number, record), stopping: run.options.stop)
    }
}
