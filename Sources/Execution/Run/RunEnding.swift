import Diagnostics
import Values

/// What is told at the end of a run that can be resumed: which handlers are owed, and how to go on.
struct RunEnding {
    let run: RunContext
    let tally: RunTally

    /// How a run ends that was told to; nil for one that came to its end by itself.
    var stopped: PlaybookRun.Result? {
        switch run.options.stop.reason {
        case nil: nil
        case .operator: .interrupted
        case .journal: .broken
        }
    }

    func tell() {
        if case .journal(let error)? = run.options.stop.reason {
            run.events.receive(
                .diagnostic(
                    Diagnostic(
                        "The run was stopped, since its journal cannot be written: \(error)",
                        help: "Make room, then go on with: \(command)")))
        }
        let owed = run.journal?.owed ?? []
        if !owed.isEmpty {
            say("Handlers owed:")
            let width = owed.map(\.host.count).max() ?? 0
            for entry in owed {
                let blanks = String(repeating: " ", count: max(0, width - entry.host.count))
                say("  \(entry.host)\(blanks) : \(entry.handlers.joined(separator: ", "))")
            }
            say("They run with the next run of their play, or now by: \(command) --handlers")
        }
        guard let journal = run.journal, !journal.runsOnlyHandlers else { return }
        if stopped != nil || !tally.failed.isEmpty || !tally.unreachable.isEmpty {
            say("To go on where this run has ended: \(command)")
        }
    }

    private var command: String { "swiftplay resume \(run.journal?.directory.id ?? "")" }

    private func say(_ text: String) { run.events.receive(.verbose(verbosity: 0, text: text, host: nil)) }
}
