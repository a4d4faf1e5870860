import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// One task on some hosts.
extension PlayRun {
    var forks: Int { max(1, run.options.forks) }

    func templar(_ host: String, _ task: Task) -> Templar {
        run.templar(
            run.variables.stack(host: host, task: task, play: state),
            searchPath: SearchPath.directories(of: task, play: state.play), host: host)
    }

    /// The next task of a host, the gathering of facts first; the walk moves on.
    func advance(_ walk: inout HostWalk, _ host: String) -> Task? {
        if isLeft(by: host) { walk.end() }
        if run.options.stop.isRequested || hasFailedElsewhere(host, walk) { walk.stop() }
        if !gathered.contains(host), !walk.isStopped {
            if gathers(host) { return setup }
            gathered.insert(host)
        }
        let task = walk.advance { !rejected.contains($0.id) }
        // A failure that had an `always` to go through has come to its end.
        if task == nil, walk.outcome == .failed { tally.markFailed(host) }
        return task
    }

    func warn(_ text: String) { run.events.receive(.diagnostic(Diagnostic(text, severity: .warning))) }

    /// Finds the first of `ids` in the program from where the play stands, and moves there.
    func locate(_ ids: Set<Task.ID>) -> Task? {
        for _ in 0..<2 {
            while position < program.count {
                let task = program[position]
                position += 1
                guard ids.contains(task.id) else { continue }
                if case .meta(.flushHandlers) = task.kind { program.insert(contentsOf: handlers, at: position) }
                return task
            }
            // Tasks that were left behind, by handlers that ran again or hosts that came back.
            position = 0
        }
        return nil
    }

    /// The task's name in the variables of `host`, as far as it can be rendered.
    ///
    /// - Parameter warns: whether to warn of what cannot.
    func renderedName(_ task: Task, _ host: String, warns: Bool = true) -> String {
        guard case .template(let template)? = task.name else { return task.writtenName }
        let (name, warnings) = templar(host, task).renderName(template)
        if warns { for warning in warnings { run.events.receive(.diagnostic(warning)) } }
        return name ?? ""
    }

    /// Runs `task` on `hosts`, `forks` (or `throttle`) at a time, and accepts each result as it comes.
    func perform(
        _ task: Task, _ start: TaskStart, on turns: [HostTurn], once: Bool
    ) async throws(Diagnostic) -> [TaskOutcome] {
        var width = forks
        if let first = turns.first, let limit = try throttle(of: task, first.host), !once { width = min(width, limit) }
        defer { settleJournal() }
        let run = run
        let state = state
        let slots = branch?.slots
        let needsHostAlone = run.actions.needsHostAlone(start.action)
        var outcomes: [TaskOutcome] = []
        var problem: Diagnostic?
        await withTaskGroup(of: TaskOutcome.self) { group in
            var waiting = turns[...]
            // Announces the host whose turn it is.
            func next() -> HostTurn? {
                // After a stop nothing begins but what tidies up.
                while let next = waiting.first, !next.isReplay, isLeftOut(next.host) { waiting.removeFirst() }
                guard let turn = waiting.popFirst() else { return nil }
                if !turn.isReplay { run.events.receive(.hostStarted(host: turn.host, task: start)) }
                return turn
            }
            func begin(_ turn: HostTurn?) {
                guard let turn else { return }
                group.addTask {
                    @Sendable func execute() async -> TaskOutcome {
                        await TaskRunner(
                            run: run, play: state, host: turn.host, task: task, start: start, known: turn.known
                        ).execute()
                    }
                    guard let slots, !turn.isReplay else { return await execute() }
                    return await slots.run(on: turn.host, alone: needsHostAlone, execute)
                }
            }
            for _ in 0..<width { begin(next()) }
            while var outcome = await group.next() {
                let following = next()
                // One at a time: what is said of a host comes before what the next one says.
                if width > 1 { begin(following) }
                outcome.runOnce = once
                if task.id == setup.id { gathered.insert(outcome.host) }
                do throws(Diagnostic) {
                    guard let settled = try await debugged(outcome) else { break }
                    outcome = settled
                    try accept(outcome)
                } catch {
                    problem = problem ?? error
                }
                outcomes.append(outcome)
                if width == 1 { begin(following) }
            }
        }
        if once, task.id == setup.id { gathered.formUnion(turns.map(\.host)) }
        if let problem { throw problem }
        return outcomes
    }

    private func isLeftOut(_ host: String) -> Bool {
        guard let walk = walks[host] else { return run.options.stop.isRequested }
        if isLeft(by: host) || hasFailedElsewhere(host, walk) { return !walk.isStopped }
        return run.options.stop.isRequested && !walk.isStopped
    }

    /// Whether the host has left the play in a role that runs beside this one.
    private func isLeft(by host: String) -> Bool {
        guard let signals = branch?.signals else { return false }
        return signals.isOver || signals.hasEnded(host)
    }

    /// Whether the host has failed in a role that runs beside this one.
    private func hasFailedElsewhere(_ host: String, _ walk: HostWalk) -> Bool {
        branch != nil && !walk.isFailing && tally.isFailed(host)
    }

    /// How many hosts may run the task at a time; nil for as many as there are forks.
    func throttle(of task: Task, _ host: String) throws(Diagnostic) -> Int? {
        guard let written = task.effective.throttle else { return nil }
        var cause: Diagnostic
        do throws(Diagnostic) {
            let rendered = try templar(host, task).render(written)
            if let number = FieldRenderer.int(rendered) { return number > 0 ? number : nil }
            let shown = (try? rendered.representation()) ?? rendered.typeName
            cause = Diagnostic("invalid literal for int() with base 10: \(shown)")
        } catch {
            cause = error
        }
        throw Diagnostic(
            chain: [Diagnostic.Note("Failed to convert the throttle value to an integer.", at: written.span)]
                + cause.links)
    }

    private func gathers(_ host: String) -> Bool {
        let isWanted = gathersFacts
        switch run.configuration.string("DEFAULT_GATHERING") {
        case "explicit": return isWanted == true
        case "smart": return isWanted != false && !run.facts.facts(of: host).isGathered
        default: return isWanted != false
        }
    }
}
