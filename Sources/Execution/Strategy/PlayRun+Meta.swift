import Connections
import Diagnostics
import Playbook
import Templating
import Values

/// `meta:` tasks, which speak to the engine itself.
extension PlayRun {
    /// What came of a meta task: what is said about it, or what is said where its condition did not hold.
    private enum Told {
        case done(String)
        /// The end of the reason, and the result's message.
        case skipped(String, message: String)
    }

    /// Some actions speak to each host by itself, the others once for all.
    func perform(_ action: MetaAction, _ task: Task, on hosts: [String]) async throws(Diagnostic) {
        for host in hosts where task.isHandler { walks[host]?.forgetNotification(of: task) }
        for host in action.isForEachHost ? hosts[...] : hosts.prefix(1) {
            let start = announcement(of: task, name: renderedName(task, host, warns: false))
            run.events.receive(task.isImplicit ? .implicitTaskStarted(start) : .taskStarted(start))
            if action.ignoresConditions, !task.effective.when.isEmpty {
                warn("\(action.rawValue) task does not support when conditional")
            }
            let told = try await perform(action, task, host)
            guard !task.isImplicit else {
                if case .done(let message) = told { run.debug("META: \(message)") }
                continue
            }
            switch told {
            case .done(let message): run.events.receive(.verbose(verbosity: 2, text: "META: \(message)", host: nil))
            case .skipped(let rest, let message):
                let reason = "\(action.rawValue) conditional evaluated to False\(rest)"
                run.events.receive(.verbose(verbosity: 2, text: "META: \(reason)", host: nil))
                run.events.receive(
                    .finished(
                        TaskReport(
                            host: host, task: start, status: .skipped,
                            result: ["msg": .string(message), "skipped": true, "skip_reason": .string(reason)])))
            }
        }
    }

    private func perform(_ action: MetaAction, _ task: Task, _ host: String) async throws(Diagnostic) -> Told {
        if let rest = action.skipped(on: host, role: task.role?.name), try !holds(task, host) {
            let message =
                action == .endHost
                ? "end_host conditional evaluated to false, continuing execution for \(host)" : action.rawValue
            return .skipped(rest, message: message)
        }
        switch action {
        case .noop: return .done("noop")
        case .flushHandlers:
            guard walks[host]?.isFlushing != true else {
                throw Diagnostic("flush_handlers cannot be used as a handler", at: task.span)
            }
            flushHandlers(on: host)
            return .done("triggered running handlers for \(host)")
        case .roleComplete:
            if let role = task.role { walks[host]?.completeRole(role.identity) }
            return .done("role_complete for \(host)")
        case .endHost:
            walks[host]?.end()
            branch?.signals.end(host)
            state.remove(host)
            return .done("ending play for \(host)")
        case .endRole:
            if let role = task.role { walks[host]?.endRole(role.identity) }
            return .done("ending role \(task.role?.name ?? "") for \(host)")
        case .resetConnection:
            await reset(host, task)
            return .done("reset connection")
        case .clearFacts:
            for host in state.allHosts { run.facts.clearFacts(of: host) }
            return .done("facts cleared")
        case .clearHostErrors:
            tally.clearErrors()
            state.restoreAll()
            for host in self.hosts { walks[host]?.clearErrors() }
            return .done("cleared host errors")
        case .refreshInventory:
            try await run.inventory.refresh()
            state.setAllHosts(try run.inventory.hosts(matching: patterns))
            return .done("inventory successfully refreshed")
        case .endPlay, .endBatch:
            for host in self.hosts where !tally.isUnreachable(host) { walks[host]?.end() }
            isEnded = true
            endsPlay = action == .endPlay
            return .done(action == .endPlay ? "ending play" : "ending batch")
        }
    }

    private func holds(_ task: Task, _ host: String) throws(Diagnostic) -> Bool {
        guard !task.effective.when.isEmpty else { return true }
        return try decision(of: task, on: host) { () throws(Diagnostic) in
            let templar = templar(host, task)
            for condition in task.effective.when where try !templar.condition(condition) { return false }
            return true
        }
    }

    private func reset(_ host: String, _ task: Task) async {
        let templar = templar(host, task)
        let choice = ConnectionChoice(run: run, host: host, fields: TaskFields(), templar: templar)
        guard let settings = try? choice.settings() else { return }
        guard let slots = branch?.slots else { return await run.connections.reset(settings) }
        // What other roles run on the host comes to its end first.
        await slots.run(on: host, alone: true) { [run] in await run.connections.reset(settings) }
    }
}

extension MetaAction {
    fileprivate var isForEachHost: Bool {
        switch self {
        case .noop, .resetConnection, .endHost, .roleComplete, .flushHandlers, .endRole: true
        default: false
        }
    }

    fileprivate var ignoresConditions: Bool {
        self == .noop || self == .refreshInventory || self == .resetConnection
    }

    /// What a skipped action goes on to say; nil for those that no condition holds back.
    fileprivate func skipped(on host: String, role: String?) -> String? {
        switch self {
        case .flushHandlers: ", not running handlers for \(host)"
        case .clearFacts: ", not clearing facts and fact cache for \(host)"
        case .clearHostErrors: ", not clearing host error state for \(host)"
        case .endBatch: ", continuing current batch"
        case .endPlay: ", continuing play"
        case .endHost: ", continuing execution for \(host)"
        case .endRole: "continuing role \(role ?? "") for \(host)"
        case .noop, .refreshInventory, .resetConnection, .roleComplete: nil
        }
    }
}
