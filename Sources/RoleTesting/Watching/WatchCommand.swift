import Diagnostics

/// Tests a scenario again whenever one of its files is saved. The hosts stay: from the first task on that has changed, or
/// from the beginning where what made or prepared them has.
struct WatchCommand {
    /// Reads the scenario afresh.
    let scenario: () throws(Diagnostic) -> Scenario
    let runner: any PlaybookRunner
    let view: any RunView
    /// Is told of each round.
    let ended: (ScenarioResult) throws(Diagnostic) -> Void

    /// Goes on until the program is told to end; throws where it cannot begin.
    func run() async throws(Diagnostic) -> Never {
        var scenario = try self.scenario()
        guard let lock = try ScenarioLock.take(scenario.place) else { throw ScenarioLock.taken(scenario) }
        defer { withExtendedLifetime(lock) {} }
        let invocation = scenario.invocation, project = scenario.project.directory
        let reports =
            [invocation.junit, invocation.html, invocation.json].compactMap(\.self)
            + ["html", "json", "lcov"].map { "coverage.\($0)" }
        let watch = try FileWatch(
            Set([project, scenario.directory]).sorted(),
            reports: Set(reports.map { FilePath.absolute($0, in: project) }))
        var run: ScenarioRun?
        var entries: [String: [StepJournal.Entry]] = [:]
        var changed: Set<String> = []
        while true {
            do throws(Diagnostic) {
                scenario = try self.scenario()
                let sequence = try Self.kept(scenario.sequence(of: "test"))
                let next = try ScenarioRun(scenario, runner: runner, view: view)
                var steps = sequence[...]
                if let run, !Self.concernsHosts(changed, run), next.state.prepared || next.state.created,
                    let first = sequence.firstIndex(where: { $0.action == .converge })
                {
                    steps = sequence[first...]
                    next.content = run.content
                }
                next.journal = StepJournal(steps.count < sequence.count ? entries : [:], mode: .follows)
                _ = await next.perform(Array(steps), isShared: false)
                entries = next.journalEntries
                run = next
                try ended(next.result)
            } catch {
                view.log(.error, "\(error)")
            }
            view.log(.information, "Waiting for a file to be saved", scenario: scenario.label, step: "watch")
            changed = try await Blocking.run { () throws(Diagnostic) in try watch.wait() }
            let names = changed.map { FilePath.relative($0, to: scenario.project.directory) }.sorted()
            Terminal.write("\n\(scenario.label): changed: \(names.joined(separator: ", "))\n", isError: false)
        }
    }

    /// The sequence without what takes the hosts away at its end.
    private static func kept(_ sequence: [Step]) throws(Diagnostic) -> [Step] {
        var steps = sequence
        while let last = steps.last, last.action == .destroy || last.action == .cleanup { steps.removeLast() }
        return steps
    }

    /// Whether hosts have to be made or prepared again.
    private static func concernsHosts(_ changed: Set<String>, _ run: ScenarioRun) -> Bool {
        let scenario = run.scenario
        var files = Set([scenario.config.file] + scenario.project.baseConfigs)
        for step in ["create", "destroy", "prepare"] {
            guard let playbook = scenario.playbook(step) else { continue }
            files.formUnion((try? scenario.filesLoaded(by: playbook, content: run.content).files) ?? [])
        }
        let names = ["requirements.yml", "collections.yml", "Dockerfile.j2", "Dockerfile"]
        return changed.contains { files.contains($0) || names.contains(FilePath.name($0)) }
    }
}
