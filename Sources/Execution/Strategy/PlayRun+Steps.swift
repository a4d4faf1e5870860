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
        if !gathered.contains(host) {
            if gathers(host) { return setup }
            gathered.insert(host)
        }
        return walk.advance { !rejected.contains($0.id) }
    }

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

    /// The task's name in the variables of `host`; as written where it cannot be rendered.
    func renderedName(_ task: Task, _ host: String) -> String {
        guard case .template = task.name, let written = task.name else { return task.writtenName }
        return (try? templar(host, task).renderText(written)) ?? task.writtenName
    }

    /// Runs `task` on `hosts`, `forks` (or `throttle`) at a time, and accepts each result as it comes.
    func perform(
        _ task: Task, _ start: TaskStart, on hosts: [String], once: Bool
    ) async throws(Diagnostic) -> [TaskOutcome] {
        var width = forks
        if let throttle = task.effective.throttle, let first = hosts.first, !once {
            let fields = FieldRenderer(templar: templar(first, task), span: task.span)
            do throws(TaskFailure) {
                if let number = try fields.int(throttle, "throttle"), number > 0 { width = min(width, number) }
            } catch {
                throw error.diagnostic(of: task)
            }
        }
        let run = run
        let state = state
        var outcomes: [TaskOutcome] = []
        var problem: Diagnostic?
        await withTaskGroup(of: TaskOutcome.self) { group in
            var waiting = hosts[...]
            func launch() {
                guard let host = waiting.popFirst() else { return }
                run.events.receive(.hostStarted(host: host, task: start))
                group.addTask {
                    await TaskRunner(run: run, play: state, host: host, task: task, start: start).execute()
                }
            }
            for _ in 0..<width { launch() }
            while var outcome = await group.next() {
                launch()
                outcome.runOnce = once
                if task.id == setup.id { gathered.insert(outcome.host) }
                do throws(Diagnostic) {
                    try accept(outcome)
                } catch {
                    problem = problem ?? error
                }
                outcomes.append(outcome)
            }
        }
        if once, task.id == setup.id { gathered.formUnion(hosts) }
        if let problem { throw problem }
        return outcomes
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
