import Diagnostics
import Playbook
import Values

/// Every host at its own pace, up to `forks` of them at a time.
///
/// Source: the free and host_pinned strategies of the Ansible documentation. A pinned host that has begun keeps its
/// place until its end; otherwise hosts take turns in the places there are.
struct FreeStrategy: Strategy {
    let isPinned: Bool

    func execute(_ batch: PlayRun) async throws(Diagnostic) {
        if batch.state.play.keywords.maxFailPercentage != nil {
            batch.warn(
                "Using max_fail_percentage with the free strategy is not supported, as tasks are executed independently "
                    + "on each host")
        }
        var problem: Diagnostic?
        await withTaskGroup(of: TaskOutcome.self) { group in
            var queue = Queue(waiting: batch.hosts)
            // What is new waits until all that was done before has had its effects.
            var new: [Job] = []
            var replaying = 0
            do throws(Diagnostic) {
                while true {
                    let jobs = try await next(&queue, batch)
                    replaying += jobs.count(where: \.turn.isReplay)
                    var begun = jobs.filter(\.turn.isReplay)
                    new += jobs.filter { !$0.turn.isReplay }
                    if replaying == 0 {
                        begun = new
                        new = []
                    }
                    for job in begun {
                        let (run, play) = (batch.run, batch.state)
                        if !job.turn.isReplay { run.events.receive(.hostStarted(host: job.turn.host, task: job.start)) }
                        group.addTask {
                            await TaskRunner(
                                run: run, play: play, host: job.turn.host, task: job.task, start: job.start,
                                known: job.turn.known
                            ).execute()
                        }
                    }
                    guard let outcome = await group.next() else { break }
                    if outcome.known?.turn != nil { replaying -= 1 }
                    queue.finish(outcome)
                    if outcome.task.isHandler { batch.walks[outcome.host]?.forgetNotification(of: outcome.task) }
                    if outcome.task.id == batch.setup.id { batch.gathered.insert(outcome.host) }
                    guard let settled = try await batch.debugged(outcome) else { break }
                    try batch.accept(settled)
                    batch.settleJournal()
                    try await batch.include([settled])
                }
            } catch {
                problem = error
                group.cancelAll()
            }
        }
        if let problem { throw problem }
    }

    /// Who waits for a place and who has one.
    private struct Queue {
        /// In the order in which they take the next places.
        var waiting: [String]
        var running: [String: Task.ID] = [:]
        /// Hosts that keep their places.
        var pinned: Set<String> = []

        mutating func finish(_ outcome: TaskOutcome) {
            running[outcome.host] = nil
            // A pinned host goes on before others begin.
            waiting.insert(outcome.host, at: pinned.contains(outcome.host) ? 0 : waiting.count)
        }
    }

    /// A task that is to start now.
    private struct Job: Sendable {
        let turn: PlayRun.HostTurn
        let task: Task
        let start: TaskStart
    }

    /// Gives places to hosts that wait; meta tasks are done on the way.
    private func next(_ queue: inout Queue, _ batch: PlayRun) async throws(Diagnostic) -> [Job] {
        var jobs: [Job] = []
        var later: [String] = []
        while !queue.waiting.isEmpty, queue.running.count < batch.forks, !batch.isEnded {
            let host = queue.waiting.removeFirst()
            if isPinned, !queue.pinned.contains(host), queue.pinned.count >= batch.forks {
                later.append(host)
                continue
            }
            guard let task = try await advance(host, queue, batch) else {
                // Throttled: its turn comes when another host has done.
                if batch.active.contains(host) { later.append(host) } else { queue.pinned.remove(host) }
                continue
            }
            guard let turn = try batch.turns(of: task, on: [host]).first else {
                queue.waiting.insert(host, at: 0)
                continue
            }
            queue.running[host] = task.id
            if isPinned { queue.pinned.insert(host) }
            jobs.append(try start(task, turn, batch))
        }
        queue.waiting = later + queue.waiting
        return jobs
    }

    /// The next task that is to run on the host; nil where it has none, or none that may run now.
    private func advance(_ host: String, _ queue: Queue, _ batch: PlayRun) async throws(Diagnostic) -> Task? {
        while batch.active.contains(host), !batch.isEnded, let before = batch.walks[host] {
            var walk = before
            guard let task = batch.advance(&walk, host) else {
                batch.walks[host] = walk
                return nil
            }
            if let limit = try batch.throttle(of: task, host),
                queue.running.values.count(where: { $0 == task.id }) >= limit
            {
                return nil
            }
            batch.walks[host] = walk
            if case .meta(let action) = task.kind {
                try await batch.perform(action, task, on: [host])
            } else if case .deferredRole(let role) = task.kind {
                try batch.resolve(role, task, on: [host])
            } else if let stepper = batch.run.stepper,
                try await !stepper.takes(task, on: host, batch.run.events)
            {
                if task.id == batch.setup.id { batch.gathered.insert(host) }
            } else {
                return task
            }
        }
        return nil
    }

    private func start(_ task: Task, _ turn: PlayRun.HostTurn, _ batch: PlayRun) throws(Diagnostic) -> Job {
        let host = turn.host
        try warn(task, host, batch)
        batch.run.warn(of: task.effective.reservedNames)
        let start = batch.announcement(of: task, name: batch.renderedName(task, host))
        batch.run.events.receive(.taskStarted(start))
        return Job(turn: turn, task: task, start: start)
    }

    /// What this strategy cannot do as the task asks for.
    private func warn(_ task: Task, _ host: String, _ batch: PlayRun) throws(Diagnostic) {
        if batch.run.actions.runsOnce(task.action.resolved ?? "") {
            throw Diagnostic(
                "The '\(task.action.name)' module bypasses the host loop, which is currently not supported in the free "
                    + "strategy and would instead execute for every host in the inventory list.", at: task.span)
        }
        let fields = FieldRenderer(templar: batch.templar(host, task), span: task.span)
        do throws(TaskFailure) {
            if try fields.bool(task.effective.runOnce, "run_once") == true {
                batch.warn(
                    "Using run_once with the free strategy is not currently supported. This task will still be executed "
                        + "for every host in the inventory list.")
            }
            if try fields.bool(task.effective.anyErrorsFatal, "any_errors_fatal") == true {
                batch.warn(
                    "Using any_errors_fatal with the free strategy is not supported, as tasks are executed independently "
                        + "on each host")
            }
        } catch {
            throw error.diagnostic(of: task)
        }
    }
}
