import Diagnostics

extension ScenarioRun {
    /// Where the sequence begins: at its first step, or where the last run failed.
    func start(of sequence: [Step]) throws(StepFailure) -> Int {
        guard let wanted = scenario.invocation.resume else { return 0 }
        do throws(Diagnostic) {
            guard let point = ResumePoint(scenario.place), hasKeptHosts else {
                throw Diagnostic(
                    "there is nothing to resume: the last run did not fail, or its hosts are gone",
                    help: "--destroy on-success keeps the hosts of a test that fails.")
            }
            let start = try point.start(wanted, sequence: sequence)
            let isWhole = wanted == "task" && start == point.failed
            journal = StepJournal(isWhole ? point.entries : [:], mode: .resumes)
            return start
        } catch {
            throw StepFailure("\(error)")
        }
    }

    /// Whether the hosts of the last run are there still.
    private var hasKeptHosts: Bool { if case .unmanaged = choice { true } else { state.created } }

    /// Whether answers of hosts are written down.
    var keepsJournal: Bool {
        scenario.invocation.isNative && scenario.command == "test" && scenario.invocation.destroy != .always
    }

    /// Writes down where the next run goes on.
    func keepResumePoint(_ sequence: [Step], failed: Int) {
        guard keepsJournal, hasKeptHosts else { return }
        var point = ResumePoint(titles: sequence.map(\.title), failed: failed)
        for step in sequence[..<failed] {
            var files: Set<String> = [scenario.config.file]
            for playbook in playbooks(of: step) {
                files.formUnion((try? scenario.filesLoaded(by: playbook, content: content).files) ?? [])
            }
            point.files[step.title] = Dictionary(uniqueKeysWithValues: files.map { ($0, Disk.digest($0)) })
        }
        if sequence[failed].action == .converge { point.entries = journalEntries }
        do throws(Diagnostic) { try point.write(to: scenario.place) } catch {
            log(.warning, "the test cannot be resumed: \(error.message)")
        }
    }

    /// The playbooks that a step runs.
    func playbooks(of step: Step) -> [String] {
        switch step.action {
        case .converge, .idempotence, .check: return converge.map { [$0] } ?? []
        case .create, .prepare, .sideEffect, .verify:
            guard step.arguments.isEmpty else { return step.arguments.map(scenario.path) }
            return scenario.playbook(step.action.rawValue).map { [$0] } ?? []
        case .cleanup, .destroy, .dependency, .syntax, .lint: return []
        }
    }
}
