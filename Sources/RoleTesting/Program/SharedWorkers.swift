import Diagnostics
import Synchronization
import Values

/// Scenarios of a collection at the same time, on the hosts that its default scenario makes.
///
/// Source: Molecule's `--workers`.
struct SharedWorkers {
    let scenarios: [Scenario]
    let base: Scenario?
    let invocation: Invocation
    let runner: any PlaybookRunner
    let view: any RunView
    let words: [String]
    let environment: [String: String]

    /// - Returns: the results in the order of their ends, and the names of scenarios that failed.
    func run() async -> ([ScenarioResult], failed: [String]) {
        var results = await part("create")
        guard !results.contains(where: { $0.code != 0 }) else { return (results, results.map(\.name)) }
        view.log(
            .information,
            "Starting parallel execution with \(invocation.workers) workers for \(scenarios.count) scenarios")
        let failures = Mutex<[ScenarioResult]>([])
        let view = self.view
        let continues = invocation.continuesOnFailure
        let command = ParallelCommand(
            items: scenarios.map { .init(file: $0.config.file, label: $0.label, directory: $0.project.directory) },
            jobs: invocation.workers, words: words, environment: environment,
            isShared: scenarios.contains(where: \.isShared), continues: continues
        ) { item, result, output, error in
            Terminal.write(error, isError: true)
            Terminal.write(output, isError: false)
            guard result.code != 0 else {
                return view.log(.information, "Scenario '\(item.label)' completed successfully")
            }
            let note = result.failed?.completion.note ?? result.hints.first ?? ""
            view.log(.error, "Scenario '\(item.label)' failed: \(note)")
            failures.withLock { $0.append(result) }
            if !continues {
                view.log(
                    .warning,
                    "Fail-fast: cancelling remaining scenarios. Use --continue-on-failure to run all scenarios.")
            }
        }
        results += await command.run()
        results += await part("destroy")
        let failed = failures.withLock { $0 }
        for result in failed { show(result) }
        return (results, failed.map(\.label))
    }

    private func part(_ step: String) async -> [ScenarioResult] {
        guard scenarios.contains(where: \.isShared), let base else { return [] }
        let command = SequenceCommand(
            scenarios: [], base: base, invocation: invocation, runner: runner, view: view)
        return await command.runBase(base, step).map { [$0] } ?? []
    }

    /// What failed, in a border of its own.
    private func show(_ result: ScenarioResult) {
        guard let step = result.failed, !step.output.trimmed().isEmpty else { return }
        let paint = view.paint
        var text = "  " + paint(BorderedOutput.header("Failed: \(result.label) > \(step.name)"), .dim, .red) + "\n"
        for line in step.output.trimmed().split(separator: "\n", omittingEmptySubsequences: false) {
            text += "  " + paint("│", .dim, .red) + " \(line)\n"
        }
        Terminal.write(text + "  " + paint(BorderedOutput.footer(), .dim, .red) + "\n", isError: true)
    }
}
