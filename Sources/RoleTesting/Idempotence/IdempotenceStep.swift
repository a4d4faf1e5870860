import Diagnostics
import Execution
import Values

/// Converges a second time: nothing may change. Judged from results, never from what is printed.
struct IdempotenceStep {
    let run: ScenarioRun

    func perform() async throws(StepFailure) {
        guard run.state.converged else {
            throw StepFailure("Instances not converged.  Please converge instances first.")
        }
        let playbook = run.scenario.playbook("converge")
        guard let seen = try await run.play("idempotence", playbook) else { return }
        guard seen.counts.values.contains(where: { $0.changed > 0 }) || !seen.changes.isEmpty else { return }
        let causes = IdempotenceCauses(changes: seen.changes, places: run.places)
        let findings = causes.findings
        guard !findings.isEmpty else { return }
        run.note { result in
            result.findings = findings
            result.completions = [Completion(.failed, note: "\(findings.count) changed in the second run")]
        }
        let lines = findings.map { FindingText($0).lines.joined(separator: "\n") }
        throw StepFailure(
            "Idempotence test failed because of the following tasks:\n" + lines.joined(separator: "\n"))
    }
}
