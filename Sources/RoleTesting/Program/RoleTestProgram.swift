import Diagnostics
import Glibc
import Values

/// Role tests from the words of a command line to the exit status: `swiftplay test`, and `molecule`.
public struct RoleTestProgram {
    private let program: String
    private let words: [String]
    private let directory: String
    private let environment: [String: String]
    private let worker: WorkerTask?
    private let runner: any PlaybookRunner
    private let version: @Sendable () -> String

    /// - Parameters:
    ///   - program: the name that it was called by, `molecule` or `swiftplay test`.
    ///   - words: the words behind it.
    ///   - directory: the working directory, which is the project's.
    ///   - version: what `--version` says.
    public init(
        program: String, words: [String], directory: String, environment: [String: String],
        version: @escaping @Sendable () -> String,
        runner: any PlaybookRunner
    ) {
        var environment = environment
        worker = WorkerTask(from: &environment)
        if Paint.isWanted(environment), environment["ANSIBLE_FORCE_COLOR"] == nil {
            environment["ANSIBLE_FORCE_COLOR"] = "1"
        }
        self.program = program
        self.words = words
        self.directory = directory
        self.environment = environment
        self.version = version
        self.runner = runner
    }

    private var isNative: Bool { program != "molecule" }

    /// Runs it.
    ///
    /// - Returns: 0 for success, 1 for files that cannot be used, 2 for a wrong command line, 4 where `--platform-name`
    ///   names no platform, 5 where nothing was tested, else the exit status of what failed.
    public func run() async -> Int32 {
        do throws(CommandReader.End) {
            let invocation = try CommandReader(program: program, isNative: isNative).read(words)
            return await run(invocation)
        } catch {
            switch error {
            case .misuse(let text):
                Terminal.write(text, isError: true)
                return 2
            case .help(let text, let status):
                Terminal.write(text, isError: status != 0)
                return status
            case .version:
                Terminal.write(version() + "\n", isError: false)
                return 0
            }
        }
    }

    private func run(_ given: Invocation) async -> Int32 {
        var invocation = given
        let view = makeView(invocation, project: nil)
        do throws(Diagnostic) {
            let roles = Selection.roleWords(invocation, in: directory)
            let project = try Project(directory: directory, environment: environment, invocation) {
                view.log(.warning, $0)
            }
            if !isNative, worker == nil, invocation.baseConfigs.isEmpty {
                for path in project.baseConfigs { view.log(.information, "Found config file \(path)") }
            }
            let context = ProgramContext(
                project: project, invocation: invocation, view: makeView(invocation, project: project), runner: runner)
            switch invocation.command {
            case "drivers": return DriversCommand(invocation: invocation).run()
            case "init": return try InitCommand(directory: directory, invocation: invocation, view: view).run()
            case "list": return try ListCommand(context: context).run()
            case "login": return try await LoginCommand(context: context).run()
            case "matrix": return try MatrixCommand(context: context).run()
            case "reset": return try await ResetCommand(context: context).run()
            case "snapshots": return try SnapshotsCommand(words: invocation.words, environment: environment).run()
            case "gc": return try await CollectCommand(context: context).run()
            default:
                invocation.words.removeAll { roles.contains($0) }
                return try await test(project, invocation, roles: roles)
            }
        } catch {
            let message = "\(error)"
            for level in levels(of: message, invocation) { view.log(level, message) }
            return message.hasPrefix("Instances missing from") ? 4 : 1
        }
    }

    /// How Molecule reports a failure before any step: twice, but for what it finds while it looks at all scenarios; what
    /// has lines of its source below it is told once.
    private func levels(of message: String, _ invocation: Invocation) -> [LogLevel] {
        guard !isNative, !message.contains("\n") else { return [.error] }
        let isLooking = ProgramContext.looking.contains(invocation.command)
        guard isLooking || invocation.all else { return [.critical, .error] }
        return message.hasSuffix("glob failed.  Exiting.") || invocation.all && !isLooking ? [.critical] : [.error]
    }

    // MARK: Sequences

    private func test(_ project: Project, _ given: Invocation, roles: [String]) async throws(Diagnostic) -> Int32 {
        let view = makeView(given, project: project)
        if let worker { return try await work(worker, project, given, view) }
        var selecting = given
        selecting.words = roles
        let entries = try Selection(project: project, invocation: selecting) { view.log($0, $1) }.entries()
        var scenarios: [Scenario] = []
        for entry in entries {
            let home =
                entry.role == nil
                ? project : try Project(directory: entry.directory, environment: environment, given) { _ in }
            var scenario = try Scenario(file: entry.file, project: home, given)
            guard !given.excludes(scenario.name) else { continue }
            if entry.role == nil, scenarios.contains(where: { $0.name == scenario.name }) {
                throw Diagnostic("Duplicate scenario name '\(scenario.name)' found.  Exiting.")
            }
            if let role = entry.role { scenario.label = Self.label(role, scenario) }
            scenarios.append(scenario)
        }
        if given.resume != nil, scenarios.count > 1 {
            scenarios.removeAll { ResumePoint($0.place) == nil }
            guard !scenarios.isEmpty else {
                throw Diagnostic("there is nothing to resume: no scenario has failed whose hosts are there still")
            }
        }
        if given.watches { try await watch(scenarios, given, view) }
        let base = try baseScenario(project, given, scenarios, view)
        if !given.all {
            for scenario in scenarios {
                let steps = try scenario.sequence(of: given.command).map(\.title)
                view.log(
                    .information, "scenario test matrix: \(steps.joined(separator: ", "))", scenario: scenario.label,
                    step: "discovery")
            }
        }
        let isShared = scenarios.contains(where: \.isShared)
        if !isNative, given.workers > 1 { return try await workers(scenarios, base, given, view) }
        let jobs = min(given.jobs ?? Processors.count, scenarios.count)
        let results: [ScenarioResult]
        if isNative, jobs > 1, !isShared {
            results = await parallel(scenarios, given, jobs: jobs)
        } else {
            results = await SequenceCommand(
                scenarios: scenarios, base: base, invocation: given, runner: runner, view: view, continues: isNative
            ).run()
        }
        view.report(results)
        return try end(results, given, view, scenarios)
    }

    private static func label(_ role: String, _ scenario: Scenario) -> String {
        scenario.name == Discovery.defaultScenario ? role : "\(role)/\(scenario.name)"
    }

    /// `--watch`: tests one scenario again and again.
    private func watch(
        _ scenarios: [Scenario], _ invocation: Invocation, _ view: any RunView
    ) async throws(Diagnostic) -> Never {
        guard let first = scenarios.first, scenarios.count == 1 else {
            throw Diagnostic("--watch tests one scenario, these are \(scenarios.count)", help: "Choose one by -s NAME.")
        }
        guard !first.isShared else { throw Diagnostic("--watch cannot test a scenario that shares its hosts") }
        let (file, label, home, environment) = (
            first.config.file, first.label, first.project.directory, self.environment
        )
        try await WatchCommand(
            scenario: { () throws(Diagnostic) in
                let project = try Project(directory: home, environment: environment, invocation) { _ in }
                var scenario = try Scenario(file: file, project: project, invocation)
                scenario.label = label
                return scenario
            }, runner: runner, view: view,
            ended: { result throws(Diagnostic) in _ = try end([result], invocation, view, [first]) }
        ).run()
    }

    private func baseScenario(
        _ project: Project, _ invocation: Invocation, _ scenarios: [Scenario], _ view: any RunView
    ) throws(Diagnostic) -> Scenario? {
        guard let files = try? project.discovery.named(Discovery.defaultScenario), let file = files.first else {
            view.log(.information, "default scenario not found, disabling shared state.")
            return nil
        }
        guard scenarios.contains(where: \.isShared) else { return nil }
        if let chosen = scenarios.first(where: { $0.config.file == file }) { return chosen }
        return try Scenario(file: file, project: project, invocation)
    }

    /// Runs the one scenario that another process asks for.
    private func work(
        _ worker: WorkerTask, _ project: Project, _ invocation: Invocation, _ view: any RunView
    ) async throws(Diagnostic) -> Int32 {
        var scenario = try Scenario(file: worker.file, project: project, invocation)
        scenario.label = worker.label
        let results = await SequenceCommand(
            scenarios: [scenario], base: nil, invocation: invocation, runner: runner, view: view,
            isSharedWorker: worker.isShared
        ).run()
        guard let result = results.first else { return 1 }
        try Disk.write(result.data.jsonFile(), to: worker.record)
        return result.code
    }

    private func parallel(_ scenarios: [Scenario], _ invocation: Invocation, jobs: Int) async -> [ScenarioResult] {
        await ParallelCommand(
            items: scenarios.map { .init(file: $0.config.file, label: $0.label, directory: $0.project.directory) },
            jobs: jobs, words: childWords, environment: environment
        ) { _, _, output, error in
            Terminal.write(error, isError: true)
            Terminal.write(output, isError: false)
        }.run()
    }

    /// The command line by which this program calls itself.
    private var childWords: [String] {
        isNative
            ? ["swiftplay", "test"] + words.filter { !Selection.roleWordsContain($0, in: directory) }
            : ["molecule"] + words
    }

    /// `--workers`: scenarios that share the default one's hosts, at the same time.
    private func workers(
        _ scenarios: [Scenario], _ base: Scenario?, _ invocation: Invocation, _ view: any RunView
    ) async throws(Diagnostic) -> Int32 {
        guard scenarios.first?.project.collection != nil else {
            throw Diagnostic("--workers > 1 is only supported in collection mode (galaxy.yml required).")
        }
        guard invocation.destroy == .always else {
            throw Diagnostic("Combining \"--workers\" > 1 and \"--destroy=never\" is not supported.")
        }
        let command = SharedWorkers(
            scenarios: scenarios, base: base, invocation: invocation, runner: runner, view: view, words: childWords,
            environment: environment)
        let (results, failed) = await command.run()
        if !failed.isEmpty {
            let message = "Scenarios failed: \(failed.joined(separator: ", "))"
            view.log(.critical, message)
            view.log(.error, message)
        }
        view.report(results)
        return failed.isEmpty && !results.contains { $0.code != 0 } ? 0 : 1
    }

    /// Reports and verdicts; gives the exit status.
    private func end(
        _ results: [ScenarioResult], _ invocation: Invocation, _ view: any RunView, _ scenarios: [Scenario]
    ) throws(Diagnostic) -> Int32 {
        try Reports(results: results, invocation: invocation, directory: directory).write()
        let failed = results.first { $0.code != 0 }?.code
        guard isNative else { return failed ?? 0 }
        let verdicts = results.flatMap { Verdict.all(of: $0, command: invocation.command) }
        Terminal.write(VerdictTable(verdicts: verdicts, paint: view.paint).text, isError: false)
        for result in results where result.code != 0 {
            for hint in result.hints where !verdicts.contains(where: { $0.detail == hint }) {
                Terminal.write("\(result.label): \(hint)\n", isError: false)
            }
        }
        if environment["GITHUB_ACTIONS"] != nil {
            Terminal.write(GitHubAnnotations(results: results, directory: directory).text, isError: false)
        }
        let isCovered = try showCoverage(results, scenarios, invocation)
        if let failed { return failed }
        if !isCovered { return 1 }
        return verdicts.contains { $0.kind == .untested } || results.isEmpty ? 5 : 0
    }

    /// Shows coverage where it is wanted; false where it is less than the command line demands.
    private func showCoverage(
        _ results: [ScenarioResult], _ scenarios: [Scenario], _ invocation: Invocation
    ) throws(Diagnostic) -> Bool {
        guard invocation.coverage != nil || invocation.coverageMinimum != nil else { return true }
        let coverage = Coverage(results, scenarios: scenarios, directory: directory)
        guard !coverage.roles.isEmpty else { throw Diagnostic("there is no role here to cover (tasks/)") }
        let report = CoverageReport(coverage: coverage)
        Terminal.write(report.text, isError: false)
        try report.write(invocation.coverage ?? [], in: directory)
        guard let minimum = invocation.coverageMinimum, coverage.percent < minimum else { return true }
        Terminal.write(
            "\ncoverage is \(Coverage.text(coverage.percent)), less than \(Coverage.text(minimum))\n", isError: true)
        return false
    }

    private func makeView(_ invocation: Invocation, project: Project?) -> any RunView {
        let paint = Paint(isOn: Paint.isWanted(environment))
        func flag(_ given: Bool?, _ name: String) -> Bool {
            if let given { return given }
            return (project?.setting(name) ?? environment[name]).map { Value.string($0).isTrue } ?? true
        }
        if isNative {
            return NativeView(
                paint: paint, isVerbose: invocation.verbosity > 0 || invocation.debug, folds: Folds(environment))
        }
        return MoleculeView(
            paint: paint, columns: Terminal.columns(environment), reports: flag(invocation.report, "MOLECULE_REPORT"),
            showsBorders: flag(invocation.borders, "MOLECULE_COMMAND_BORDERS"),
            isQuiet: worker?.isShared == true && invocation.verbosity == 0 && !invocation.debug,
            showsDebug: invocation.debug || invocation.verbosity > 0, folds: Folds(environment))
    }
}
