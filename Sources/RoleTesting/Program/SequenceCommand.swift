import Diagnostics
import System
import Values

/// Runs the sequence of a command for scenarios, one after the other in this process.
struct SequenceCommand {
    let scenarios: [Scenario]
    /// The scenario whose hosts the others share; nil where none does.
    let base: Scenario?
    let invocation: Invocation
    let runner: any PlaybookRunner
    let view: any RunView
    /// Whether the others run after one has failed.
    var continues = false
    /// Whether create and destroy are another process's.
    var isSharedWorker = false

    private var isShared: Bool { scenarios.contains(where: \.isShared) || isSharedWorker }

    func run() async -> [ScenarioResult] {
        var results: [ScenarioResult] = []
        if let base, isShared, !isSharedWorker {
            let result = await runBase(base, "create")
            if let result { results.append(result) }
            guard result?.code ?? 0 == 0 else { return results }
        }
        for scenario in scenarios {
            let result = await run(scenario)
            results.append(result)
            if result.code != 0, !continues { break }
        }
        let hasFailed = results.contains { $0.code != 0 }
        if let base, isShared, !isSharedWorker, !hasFailed || cleansUp {
            if let result = await runBase(base, "destroy") { results.append(result) }
        }
        return results
    }

    private var cleansUp: Bool { invocation.command == "test" && invocation.destroy == .always }

    /// Runs create or destroy of the scenario whose hosts the others share, where its sequence has that step.
    func runBase(_ base: Scenario, _ step: String) async -> ScenarioResult? {
        guard let sequence = try? base.sequence(of: invocation.command),
            let wanted = sequence.first(where: { $0.action.rawValue == step })
        else {
            view.log(
                .warning, "\(step) not found in default scenario, falling back to current scenario",
                scenario: base.label, step: step)
            return nil
        }
        do throws(Diagnostic) {
            let run = try ScenarioRun(base, runner: runner, view: view)
            try? await run.execute(wanted)
            return run.result
        } catch {
            return failed(base, error)
        }
    }

    private func failed(_ scenario: Scenario, _ error: Diagnostic) -> ScenarioResult {
        view.log(.error, "\(error)")
        var result = ScenarioResult(
            name: scenario.name, label: scenario.label, platforms: scenario.platforms.map(\.name))
        result.code = 1
        result.hints = [error.message]
        return result
    }

    private func run(_ scenario: Scenario) async -> ScenarioResult {
        let run: ScenarioRun
        let sequence: [Step]
        let lock: ScenarioLock?
        do throws(Diagnostic) {
            sequence = try scenario.sequence(of: invocation.command)
            lock = isSharedWorker || scenario.isShared ? nil : try ScenarioLock.take(scenario.place)
            guard lock != nil || isSharedWorker || scenario.isShared else {
                throw ScenarioLock.taken(scenario)
            }
            run = try ScenarioRun(scenario, runner: runner, view: view)
        } catch {
            return failed(scenario, error)
        }
        let failure = await run.perform(sequence, isShared: isShared)
        withExtendedLifetime(lock) {}
        if let failure, !invocation.isNative { view.log(.error, failure.message) }
        return run.result
    }
}

extension ScenarioRun {
    /// Runs the steps; where one fails of a test, cleans up as the command line wants.
    func perform(_ sequence: [Step], isShared: Bool) async -> StepFailure? {
        let invocation = scenario.invocation
        var current = 0
        do throws(StepFailure) {
            try await Prerun(run: self).perform()
            let start = try start(of: sequence)
            var hasHosts = start > 0
            for (index, step) in sequence.enumerated().dropFirst(start) {
                current = index
                preparesNext = sequence[(index + 1)...].first?.action == .prepare
                if isShared, step.action == .create || step.action == .destroy { continue }
                if step.action == .create { hasHosts = true }
                if step.action == .destroy, hasHosts, keepsHosts, !sequence[(index + 1)...].contains(Step(.create)) {
                    log(.warning, "Skipping, '--destroy=\(invocation.destroy.rawValue)' requested.")
                    continue
                }
                try await execute(step)
                if step.action == .create, !scenario.platforms.isEmpty, platforms.isEmpty { break }
            }
            Disk.remove(ResumePoint.file(scenario.place))
            if !isShared, sequence.contains(where: { $0.action == .destroy }), !keepsHosts { prune() }
            return nil
        } catch {
            if result.code == 0 { await note(error) }
            guard invocation.command == "test" else { return error }
            if invocation.destroy == .always {
                await cleanUp(isShared: isShared)
            } else {
                if !isShared, result.failed != nil, !isRefused { keepResumePoint(sequence, failed: current) }
                tellWhatIsNext()
            }
            return error
        }
    }

    /// The lines by which hosts that are kept are entered, tested on and removed.
    private func tellWhatIsNext() {
        let directory = scenario.project.directory
        let place = directory == FilePath.current ? "" : "cd \(ShellQuote.quoted(directory)) && "
        let program = place + scenario.invocation.program
        let name = " -s \(ShellQuote.quoted(scenario.name))"
        let failing = result.failed?.tasks.first { $0.fails }?.host
        let host = scenario.platforms.count > 1 ? " -h \(failing ?? scenario.platforms[0].name)" : ""
        if state.created { hint("enter the host: \(program) login\(name)\(host)") }
        if Disk.exists(ResumePoint.file(scenario.place)) {
            hint("go on at the failed step: \(program)\(name) --resume")
        }
        hint("remove the hosts: \(program) destroy\(name)")
    }

    private var keepsHosts: Bool { scenario.invocation.destroy == .never && scenario.command == "test" }

    private func note(_ failure: StepFailure) async {
        view.log(.critical, failure.message)
        setFailure(failure)
    }

    private func cleanUp(isShared: Bool) async {
        view.log(
            .warning,
            "An error occurred during the \(scenario.command) sequence action: '\(result.steps.last?.name ?? "prerun")'. "
                + "Cleaning up.", scenario: scenario.label, step: result.steps.last?.name ?? "prerun")
        try? await execute(Step(.cleanup))
        if !isShared { try? await execute(Step(.destroy)) }
        prune()
    }
}
