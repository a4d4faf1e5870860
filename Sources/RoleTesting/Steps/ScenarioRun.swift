import Callbacks
import Diagnostics
import System
import Values

/// Runs the steps of one scenario, one after the other, and writes down how they ended.
final class ScenarioRun {
    let scenario: Scenario
    let runner: any PlaybookRunner
    let view: any RunView
    private(set) var result: ScenarioResult
    private(set) var state: ScenarioState
    var content = ContentPaths()
    let choice: DriverChoice
    let driverName: String
    /// What was found out of hosts that are reached without a file.
    var access: [HostAccess] = []
    /// Platforms of this run that can be had.
    var platforms: [Platform]
    /// Whether prepare follows create at once in the sequence that runs.
    var preparesNext = false
    /// Under what the hosts are kept once they are prepared; nil where they are not to be kept.
    var snapshotKey: String?
    /// Whether the hosts began from a snapshot and are prepared by that.
    var isRestored = false
    /// What hosts answered in the step that is resumed or run again; used up by the next converge.
    var journal: StepJournal?
    /// Whether the step could not go on where it failed before; nothing has run then.
    var isRefused = false
    /// What they answered in the last converge, as far as that counts for the next one.
    var journalEntries: [String: [StepJournal.Entry]] = [:]

    /// Throws where the scenario's driver cannot be used.
    init(_ scenario: Scenario, runner: any PlaybookRunner, view: any RunView) throws(Diagnostic) {
        self.scenario = scenario
        self.runner = runner
        self.view = view
        platforms = scenario.platforms
        result = ScenarioResult(
            name: scenario.name, label: scenario.label, platforms: scenario.platforms.map(\.name))
        state = ScenarioState(
            file: scenario.place.stateFile, run: ScenarioState.newRun(), isParallel: scenario.invocation.isParallel)
        let wanted = scenario.config.driverName
        driverName = state.driver ?? scenario.invocation.driver ?? wanted
        if let given = scenario.invocation.driver, given != driverName {
            throw Diagnostic(
                "Instance(s) were created with the '\(driverName)' driver, but the subcommand is using '\(given)' driver."
            )
        }
        if wanted != driverName, scenario.invocation.driver == nil {
            view.log(
                .warning,
                "Driver '\(driverName)' is currently in use but the scenario config has changed and now defines "
                    + "'\(wanted)'. To change drivers, run 'molecule destroy' for converged scenarios or "
                    + "'molecule reset' otherwise.", scenario: scenario.label, step: "config")
        }
        let label = scenario.label
        choice = try DriverSelection(scenario: scenario, name: driverName) { [view] text in
            view.log(.information, text, scenario: label, step: "create")
        }.choice()
        if let modified = Disk.modified(scenario.config.file) {
            // Scenarios that share a state file have files of their own.
            if let known = state.modified, known != modified, state.created, !scenario.isShared {
                view.log(
                    .warning,
                    "The scenario config file ('\(scenario.config.file)') has been modified since the scenario was "
                        + "created. If recent changes are important, reset the scenario with 'molecule destroy' to "
                        + "clean up created items or 'molecule reset' to clear current configuration.",
                    scenario: scenario.label, step: "config")
            }
            if state.modified == nil { state.modified = modified }
        }
        for warning in scenario.config.warnings {
            view.log(.warning, "\(warning)", scenario: scenario.label, step: "config")
        }
    }

    // MARK: Steps

    /// Runs one step; what fails is thrown after it was written down.
    func execute(_ step: Step) async throws(StepFailure) {
        let name = step.action.rawValue
        result.steps.append(StepResult(name: name, arguments: step.arguments))
        let start = Clock.monotonic
        var obstacle: String?
        do throws(Diagnostic) { try prepareFiles() } catch {
            obstacle = "\(error)"
            if !goesWithoutFiles(step) { try fail(StepFailure("\(error)"), name, start) }
        }
        view.stepStarted(name, of: scenario.label)
        do throws(StepFailure) {
            if let obstacle, step.action != .destroy {
                log(.warning, "Skipping, \(obstacle)")
                complete(Completion(.skipped, note: obstacle))
            } else {
                try await perform(step)
            }
        } catch {
            try fail(error, name, start)
        }
        result.steps[last].seconds = Clock.monotonic - start
        view.stepEnded(name, of: scenario.label, result.steps[last].completion)
    }

    /// Whether a step is part of taking away hosts of this program's own, which is done on a full disk as well.
    private func goesWithoutFiles(_ step: Step) -> Bool {
        guard case .driver = choice else { return false }
        return step.action == .destroy || scenario.command == "destroy"
    }

    private func fail(_ failure: StepFailure, _ name: String, _ start: Double) throws(StepFailure) {
        if !result.steps[last].completions.contains(where: { $0.state == .failed }) {
            complete(Completion(.failed, note: failure.message.split(separator: "\n").first.map(String.init)))
        }
        result.steps[last].seconds = Clock.monotonic - start
        if result.code == 0 { result.code = failure.code }
        view.log(.critical, failure.message)
        view.stepEnded(name, of: scenario.label, result.steps[last].completion)
        throw failure
    }

    private func perform(_ step: Step) async throws(StepFailure) {
        switch step.action {
        case .dependency: try await DependencyStep(run: self).perform()
        case .create: try await create()
        case .prepare: try await prepare()
        case .converge:
            try await play("converge", converge, journal: takeJournal())
            change { $0.converged = true }
        case .idempotence: try await IdempotenceStep(run: self).perform()
        case .check: try await play("check", converge, extra: ["check": true])
        case .syntax: try await play("syntax", converge, extra: ["syntax-check": true])
        case .sideEffect: try await playEach("side_effect", step.arguments)
        case .cleanup: try await playEach("cleanup", [], withoutHosts: !choice.isThere(platforms))
        case .verify: try await VerifyStep(run: self).perform(step.arguments)
        case .destroy: try await destroy()
        case .lint:
            log(.warning, "Skipping, the step 'lint' is no longer part of Molecule. Run linters on their own.")
            complete(Completion(.skipped, note: "lint is no longer part of Molecule"))
        }
    }

    /// The converge playbook, whether it is there or not: without one there is nothing to test.
    var converge: String? {
        scenario.playbook("converge")
            ?? scenario.config.text("ansible", "playbooks", "converge").map(scenario.path)
    }

    private func playEach(
        _ step: String, _ arguments: [String], withoutHosts: Bool = false
    ) async throws(StepFailure) {
        guard let playbook = scenario.playbook(step) else { return completeMissing() }
        for playbook in arguments.isEmpty ? [playbook] : arguments.map(scenario.path) {
            try await play(step, playbook, withoutHosts: withoutHosts)
        }
    }

    private func prepare() async throws(StepFailure) {
        if isRestored {
            isRestored = false
            change { $0.prepared = true }
            return complete(Completion(.successful, "Restored", note: "restored from a snapshot"))
        }
        if state.prepared, !scenario.invocation.force, !scenario.isShared {
            return log(.warning, "Skipping, instances already prepared.")
        }
        guard let playbook = scenario.playbook("prepare") else { return completeMissing() }
        let seen = try await play("prepare", playbook)
        change { $0.prepared = true }
        await keepSnapshot(after: seen)
    }

    /// The journal of this converge; nil where none is kept.
    private func takeJournal() -> StepJournal? {
        defer { journal = nil }
        return journal ?? (keepsJournal ? StepJournal(mode: .resumes) : nil)
    }

    // MARK: What steps share

    var places: SourcePlaces {
        SourcePlaces(links: scenario.place.path + "/content", project: scenario.project.directory)
    }

    var last: Int { result.steps.count - 1 }

    func log(_ level: LogLevel, _ text: String) {
        view.log(level, text, scenario: scenario.label, step: result.steps.last?.name)
    }

    /// Runs a program of a step to its end and keeps what it prints.
    ///
    /// - Parameter words: its command line for people; nil for its own words.
    /// - Returns: its exit status.
    func show(_ program: ChildProgram, as words: [String]? = nil, step: String) async throws(Diagnostic) -> Int32 {
        let output = CopiedOutput(view.programStarted(words ?? program.words, step: step, of: scenario.label))
        var status: Int32 = 1
        defer {
            output.end(status: status)
            note { $0.output += output.text }
        }
        status = try await Blocking.run { () throws(Diagnostic) in try program.run(output) }
        return status
    }

    func complete(_ completion: Completion) { result.steps[last].completions.append(completion) }

    func completeMissing(_ message: String = "Missing playbook") {
        complete(
            Completion(.missing, message, note: "Remove from \(scenario.command)_sequence to suppress"))
    }

    func note(_ body: (inout StepResult) -> Void) { body(&result.steps[last]) }

    func mark(skipped platform: String, _ reason: String) { result.skipped[platform] = reason }

    func hint(_ text: String) { if !result.hints.contains(text) { result.hints.append(text) } }

    /// Notes a failure before any step.
    func setFailure(_ failure: StepFailure) {
        result.code = failure.code
        hint(failure.message)
    }

    func change(_ body: (inout ScenarioState) -> Void) {
        // Scenarios that share their hosts share the file as well.
        if scenario.isShared {
            state = ScenarioState(file: scenario.place.stateFile, run: state.run, isParallel: state.isParallel)
        }
        body(&state)
        writeState()
    }

    func writeState() {
        guard let text = try? Value.dict(state.data).yamlFile() else { return }
        try? scenario.place.write(text, to: scenario.place.stateFile)
    }
}
