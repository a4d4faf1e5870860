import Configuration
import Diagnostics
import Playbook
import Templating
import Values

extension PlayRun {
    /// The outcome that counts: where the debugger stops at it, that of the last try.
    ///
    /// Nil where the operator has had enough of the run.
    func debugged(_ first: TaskOutcome) async throws(Diagnostic) -> TaskOutcome? {
        var outcome = first
        var changes = TaskDebugger.Changes()
        while TaskDebugger.stops(at: outcome, isOn: debugsFailures, run.configuration) {
            var debugger = TaskDebugger(
                prompts: run.prompts, outcome: outcome, templar: templar(outcome.host, outcome.task), changes: changes)
            run.events.receive(.finished(outcome.report))
            outcome.isTold = true
            switch try await debugger.ask() {
            case .goOn: return outcome
            case .quit:
                tally.quit()
                isEnded = true
                hasBroken = true
                return nil
            case .redo(let wanted):
                changes = wanted
                let (runOnce, known, runner) = (
                    outcome.runOnce, outcome.known,
                    TaskRunner(
                        run: run, play: state, host: outcome.host, task: outcome.task, start: outcome.start,
                        changes: changes)
                )
                outcome = await runner.execute()
                outcome.runOnce = runOnce
                outcome.known = known
            }
        }
        return outcome
    }
}
