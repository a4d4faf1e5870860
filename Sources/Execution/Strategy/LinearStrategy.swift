import Configuration
import Diagnostics
import Playbook
import Values

/// All hosts of a batch in step: each task on every host before the next one, up to `forks` hosts at a time.
///
/// Source: the linear strategy of the Ansible documentation.
struct LinearStrategy: Strategy {
    /// Stops in the debugger at every failure (the strategy `debug`).
    var isDebugging = false

    func execute(_ batch: PlayRun) async throws(Diagnostic) {
        if isDebugging { batch.debugsFailures = true }
        while !batch.isEnded, let step = try nextStep(batch) {
            try await perform(step, batch)
            if batch.isEnded || stopsEarly(batch) { break }
        }
    }

    /// A task and the hosts whose turn it is with it.
    private struct Step {
        var task: Task
        var hosts: [String]
    }

    /// The task that comes first in the program among those that are next on some host.
    private func nextStep(_ batch: PlayRun) throws(Diagnostic) -> Step? {
        var next: [(host: String, task: Task, walk: HostWalk)] = []
        for host in batch.active {
            guard var walk = batch.walks[host] else { continue }
            if let task = batch.advance(&walk, host) {
                next.append((host, task, walk))
            } else {
                batch.walks[host] = walk
            }
        }
        guard !next.isEmpty else { return nil }
        let waiting = Set(next.map(\.task.id))
        guard let task = batch.locate(waiting) else {
            throw Diagnostic("The hosts of the play wait for tasks that the play does not have.")
        }
        let mine = next.filter { $0.task.id == task.id }
        for (host, _, walk) in mine { batch.walks[host] = walk }
        return Step(task: task, hosts: mine.map(\.host))
    }

    private func perform(_ step: Step, _ batch: PlayRun) async throws(Diagnostic) {
        if case .meta(let action) = step.task.kind {
            try await batch.perform(action, step.task, on: step.hosts)
            return
        }
        if case .deferredRole(let role) = step.task.kind { return try batch.resolve(role, step.task, on: step.hosts) }
        if case .roles = step.task.kind, let graph = batch.state.play.roleGraph {
            return try await RoleBranches(graph, batch, on: step.hosts).execute()
        }
        guard let first = step.hosts.first else { return }
        let fields = FieldRenderer(templar: batch.templar(first, step.task), span: step.task.span)
        var speaksForAll = false
        // What is no boolean fails the task, which judges its keywords itself.
        do throws(TaskFailure) {
            if let once = try fields.render(step.task.effective.runOnce, "run_once") {
                speaksForAll = ansibleBool(once) ?? once.truth
            }
        } catch {
            throw error.diagnostic(of: step.task)
        }
        // What an action that runs once for all hosts has to say is said of the one that it runs for.
        let isOnce = speaksForAll || batch.run.actions.runsOnce(step.task.action.resolved ?? "")
        let fatal = step.task.effective.anyErrorsFatal.flatMap { try? fields.render($0, nil) }
        let isFatal = fatal.map { ansibleBool($0) ?? true } ?? batch.run.configuration.bool("ANY_ERRORS_FATAL")
        if let stepper = batch.run.stepper, try await !stepper.takes(step.task, batch.run.events) {
            if step.task.id == batch.setup.id { batch.gathered.formUnion(step.hosts) }
            return
        }
        batch.run.warn(of: step.task.effective.reservedNames)
        let performers = isOnce ? batch.performer(of: step.task, among: step.hosts) : step.hosts
        let turns = try batch.turns(of: step.task, on: performers)
        guard !turns.isEmpty else { return }
        let start = batch.announcement(of: step.task, name: batch.renderedName(step.task, first))
        batch.run.events.receive(.taskStarted(start))
        let outcomes = try await batch.perform(step.task, start, on: turns, once: speaksForAll)
        for host in step.hosts where step.task.isHandler { batch.walks[host]?.forgetNotification(of: step.task) }
        let without = try await batch.include(outcomes)
        checkFatal(outcomes, without, batch, isFatal: isFatal || (isOnce && step.task.effective.ignoreErrors == nil))
        try checkPercentage(batch, outcomes)
    }

    /// `any_errors_fatal`: one failure is everybody's, that of a host whose include found nothing too.
    private func checkFatal(
        _ outcomes: [TaskOutcome], _ without: Set<String>, _ batch: PlayRun, isFatal: Bool
    ) {
        let bad = outcomes.filter { !$0.isIgnored && ($0.status == .failed || $0.status == .unreachable) }
        guard isFatal, !bad.isEmpty || !without.isEmpty else { return }
        let failed = without.union(bad.map(\.host))
        for host in batch.active where !failed.contains(host) { batch.markFailed(host) }
    }

    private func checkPercentage(_ batch: PlayRun, _ outcomes: [TaskOutcome]) throws(Diagnostic) {
        guard let limit = try batch.maxFailPercentage, !outcomes.isEmpty else { return }
        let failed = batch.hosts.filter { batch.tally.isFailed($0) || batch.walks[$0]?.isFailing == true }.count
        guard Double(failed) / Double(max(1, batch.hosts.count)) * 100 > limit else { return }
        for host in batch.active { batch.markFailed(host) }
        // Once for the percentage, and once as no host is left.
        for _ in 0..<2 { batch.run.events.receive(.noHostsRemaining) }
        batch.isEnded = true
        batch.hasBroken = true
    }

    private func stopsEarly(_ batch: PlayRun) -> Bool { batch.active.isEmpty }
}

/// The order in which the hosts of a batch run their tasks.
protocol Strategy {
    func execute(_ batch: PlayRun) async throws(Diagnostic)
}
