import Connections
import Diagnostics
import Playbook
import Templating
import Values

/// `meta:` tasks, which speak to the engine itself.
extension PlayRun {
    func perform(_ action: MetaAction, _ task: Task, on hosts: [String]) async throws(Diagnostic) {
        try announce(action, task, hosts)
        switch action {
        case .noop: break
        case .flushHandlers:
            for host in hosts where try holds(task, host) { flushHandlers(on: host) }
        case .roleComplete:
            for host in hosts { if let role = task.role { walks[host]?.completeRole(role.identity) } }
        case .endHost:
            for host in hosts where try told(task, host, "ending play for \(host)") { walks[host]?.end() }
        case .endRole:
            for host in hosts where try told(task, host, "ending role for \(host)") {
                if let role = task.role { walks[host]?.endRole(role.identity) }
            }
        case .resetConnection:
            for host in hosts where try holds(task, host) { await reset(host, task) }
        case .clearFacts:
            if let first = hosts.first, try told(task, first, "facts cleared and fact cache reset") {
                for host in self.hosts { run.facts.clearFacts(of: host) }
            }
        case .clearHostErrors:
            if let first = hosts.first, try told(task, first, "cleared host errors") {
                tally.clearErrors()
                for host in self.hosts { walks[host]?.clearErrors() }
            }
        case .refreshInventory:
            if let first = hosts.first, try told(task, first, "inventory refreshed") {
                try await run.inventory.refresh()
            }
        case .endPlay, .endBatch:
            guard let first = hosts.first, try told(task, first, "ending play") else { break }
            for host in self.hosts where !tally.isUnreachable(host) { walks[host]?.end() }
            isEnded = true
            endsPlay = action == .endPlay
        }
    }

    /// A banner for each host that the action speaks to by itself, or one; none for what nobody wrote.
    private func announce(_ action: MetaAction, _ task: Task, _ hosts: [String]) throws(Diagnostic) {
        guard !task.isImplicit else { return }
        let isForEachHost = [.noop, .resetConnection, .endHost, .roleComplete, .flushHandlers, .endRole].contains(
            action)
        for host in isForEachHost ? hosts[...] : hosts.prefix(1) {
            let start = announcement(of: task, name: renderedName(task, host))
            run.events.receive(.taskStarted(start))
            guard try !holds(task, host) else { continue }
            run.events.receive(
                .finished(
                    TaskReport(
                        host: host, task: start, status: .skipped,
                        result: [
                            "msg": .string(action.rawValue), "skipped": true,
                            "skip_reason": .string("\(action.rawValue) conditional evaluated to False"),
                        ])))
        }
    }

    private func holds(_ task: Task, _ host: String) throws(Diagnostic) -> Bool {
        guard !task.effective.when.isEmpty else { return true }
        let templar = templar(host, task)
        for condition in task.effective.when where try !templar.condition(condition) { return false }
        return true
    }

    /// Whether the task's condition holds; what comes of it is told to those who asked for much.
    private func told(_ task: Task, _ host: String, _ message: String) throws(Diagnostic) -> Bool {
        guard try holds(task, host) else { return false }
        run.events.receive(.verbose(verbosity: 2, text: "META: \(message)", host: nil))
        return true
    }

    private func reset(_ host: String, _ task: Task) async {
        let templar = templar(host, task)
        let choice = ConnectionChoice(run: run, host: host, fields: TaskFields(), templar: templar)
        if let settings = try? choice.settings() { await run.connections.reset(settings) }
    }
}
