import Diagnostics
import Values

/// Looks whether hosts are as they should be: by a playbook, by testinfra, or by both.
struct VerifyStep {
    let run: ScenarioRun

    func perform(_ arguments: [String]) async throws(StepFailure) {
        let verifiers: [Dict]
        do throws(Diagnostic) { verifiers = try run.scenario.config.verifiers() } catch {
            throw StepFailure("\(error)")
        }
        var failure: StepFailure?
        for verifier in verifiers {
            guard verifier["enabled"]?.isTrue ?? true else {
                run.log(.warning, "Skipping, verifier is disabled.")
                run.complete(Completion(.disabled))
                continue
            }
            do throws(StepFailure) { try await verify(by: verifier, arguments) } catch {
                guard run.scenario.invocation.keepsGoing else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func verify(by verifier: Dict, _ arguments: [String]) async throws(StepFailure) {
        switch verifier["name"]?.plainText ?? "ansible" {
        case "ansible": try await playbooks(arguments, verifier)
        case "testinfra": try await Testinfra(run: run, verifier: verifier).perform(arguments)
        case let name: throw StepFailure("Unable to find '\(name)' verifier driver.")
        }
    }

    private func playbooks(_ arguments: [String], _ verifier: Dict) async throws(StepFailure) {
        let own = run.scenario.playbook("verify")
        guard own != nil || !arguments.isEmpty else { return run.completeMissing() }
        let playbooks = arguments.isEmpty ? own.map { [$0] } ?? [] : arguments.map(run.scenario.path)
        var failure: StepFailure?
        for playbook in playbooks {
            do throws(StepFailure) { try await run.play("verify", playbook, verifier: verifier) } catch {
                guard run.scenario.invocation.keepsGoing else { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }
}
