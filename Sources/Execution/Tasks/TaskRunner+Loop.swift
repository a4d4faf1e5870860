import Configuration
import Connections
import Diagnostics
import Playbook
import Templating
import Values

/// Repeating a task over items.
extension TaskRunner {
    /// `loop_control`, rendered once for the loop.
    struct LoopNames {
        var loopVar = "item"
        var indexVar: String?
        var pause = 0.0
        var isExtended = false
        var showsAllItems = true
    }

    func execute(items: [Value]) async -> TaskOutcome {
        guard !items.isEmpty else { return emptyLoop() }
        let names: LoopNames
        do throws(TaskFailure) {
            names = try loopNames()
        } catch {
            return failedOutcome(error)
        }
        var warnings: [Diagnostic] = []
        if variables[names.loopVar] != nil {
            warnings.append(
                Diagnostic(
                    "The loop variable '\(names.loopVar)' is already in use.", at: task.span, severity: .warning,
                    help: "You should set the `loop_var` value in the `loop_control` option for the task to something "
                        + "else to avoid variable collisions and unexpected behavior."))
        }
        var results: [AttemptResult] = []
        var reports: [TaskOutcome.Item] = []
        let kept = keptItems(items)
        if mayTravelTogether(names), kept.isEmpty {
            var done: [AttemptResult] = []
            let attempts = items.enumerated().map { index, item in
                TaskAttempt(self, extra: extra(names, items, index), turn: index)
            }
            await TaskAttempt.executeTogether(attempts, answers(items)) { index, result in
                done.append(result)
                let extra = self.extra(names, items, index)
                reports.append(self.finishItem(result, names, extra, into: &results))
            }
            // A loop that has failed is taken up at the items that have.
            if results.contains(where: \.isFailure) {
                for (index, result) in done.enumerated() { note(result, items[index], index) }
            }
        } else {
            var registered: Dict = [:]
            for index in items.indices {
                if names.pause > 0, index > 0 { await pause(names.pause) }
                let extra = extra(names, items, index)
                let result: AttemptResult
                if let old = kept[index] {
                    result = old
                } else {
                    result = await TaskAttempt(self, extra: registered.merging(extra) { $1 }, turn: index).execute()
                    note(result, items[index], index)
                }
                reports.append(finishItem(result, names, extra, isReplayed: kept[index] != nil, into: &results))
                if let register = task.keywords.register {
                    registered[.string(register)] = .dict(results[index].result.values)
                }
                registered.merge(learned(from: results[index].result, after: registered)) { $1 }
                do throws(TaskFailure) {
                    if try shouldBreak(registered.merging(extra) { $1 }, turn: index) { break }
                } catch {
                    return failedOutcome(error)
                }
            }
        }
        return summary(results, reports, warnings: warnings)
    }

    /// The variables that an item's facts give to the items after it.
    private func learned(from result: TaskResult, after known: Dict) -> Dict {
        guard let facts = result["ansible_facts"]?.mapping, !run.actions.isDebug(start.action) else { return [:] }
        if ["ansible.builtin.set_fact", "ansible.builtin.include_vars"].contains(start.action) { return facts }
        return FactStore.variables(
            facts, over: (known["ansible_facts"] ?? variables["ansible_facts"])?.mapping ?? [:],
            injected: run.configuration.bool("INJECT_FACTS_AS_VARS"))
    }

    private func loopNames() throws(TaskFailure) -> LoopNames {
        let control = task.keywords.loopControl
        let fields = FieldRenderer(templar: templar(), span: task.span)
        var names = LoopNames()
        if let name = try fields.string(control.loopVar, "loop_var") { names.loopVar = name }
        names.indexVar = try fields.string(control.indexVar, "index_var")
        names.pause = try fields.double(control.pause, "pause") ?? 0
        names.isExtended = try fields.bool(control.extended, "extended") ?? false
        names.showsAllItems = try fields.bool(control.extendedAllItems, "extended_allitems") ?? true
        return names
    }

    /// The variables of one turn.
    private func extra(_ names: LoopNames, _ items: [Value], _ index: Int) -> Dict {
        var extra: Dict = ["ansible_loop_var": .string(names.loopVar), .string(names.loopVar): items[index]]
        if let name = names.indexVar {
            extra["ansible_index_var"] = .string(name)
            extra[.string(name)] = .int(index)
        }
        guard names.isExtended else { return extra }
        let count = items.count
        var loop: Dict = [
            "index": .int(index + 1), "index0": .int(index), "first": .bool(index == 0),
            "last": .bool(index + 1 == count), "length": .int(count), "revindex": .int(count - index),
            "revindex0": .int(count - index - 1),
        ]
        if names.showsAllItems { loop["allitems"] = .list(items) }
        if index + 1 < count { loop["nextitem"] = items[index + 1] }
        if index > 0 { loop["previtem"] = items[index - 1] }
        extra["ansible_loop"] = .dict(loop)
        return extra
    }

    /// Whether no item can depend on what another one did, so that all requests may be in flight at once.
    private func mayTravelTogether(_ names: LoopNames) -> Bool {
        let keywords = task.keywords
        guard run.options.answers == nil, names.pause == 0, keywords.loopControl.breakWhen.isEmpty,
            keywords.until.isEmpty, keywords.retries == nil,
            keywords.async == nil, task.effective.timeout == nil, task.effective.delegateTo == nil,
            task.effective.unreachableRetries == nil,
            !run.actions.setsVariables(start.action)
        else { return false }
        guard let register = keywords.register else { return true }
        let written: [Value] =
            task.effective.when + keywords.changedWhen + keywords.failedWhen + [
                .dict(task.action.arguments), .dict(task.vars),
            ]
        return !written.contains { $0.mentions(register) }
    }

    /// Whether the conditions of `break_when` end the loop; one that cannot be evaluated fails the task.
    private func shouldBreak(_ extra: Dict, turn: Int) throws(TaskFailure) -> Bool {
        let conditions = task.keywords.loopControl.breakWhen
        guard !conditions.isEmpty else { return false }
        let templar = templar(extra, turn: turn)
        do throws(Diagnostic) {
            for condition in conditions where try !templar.condition(condition) { return false }
            return true
        } catch {
            var failure = TaskFailure(error)
            failure.isOfLoop = true
            throw failure
        }
    }

    /// Adds what a loop adds to an item's result, reports it to the outputs, and keeps it.
    private func finishItem(
        _ attempt: AttemptResult, _ names: LoopNames, _ extra: Dict, isReplayed: Bool = false,
        into results: inout [AttemptResult]
    ) -> TaskOutcome.Item {
        var attempt = attempt
        if attempt.fields.noLog { attempt.result.isSecret = true }
        for key in ["warnings", "deprecations"] { attempt.result[.string(key)] = nil }
        attempt.result[.string(names.loopVar)] = extra[.string(names.loopVar)]
        attempt.result["ansible_loop_var"] = .string(names.loopVar)
        for key in ["ansible_index_var", "ansible_loop"] {
            if let value = extra[.string(key)] { attempt.result[.string(key)] = value }
        }
        if let name = names.indexVar { attempt.result[.string(name)] = extra[.string(name)] }
        if task.keywords.register != nil, let item = extra[.string(names.loopVar)],
            let marked = marked(item, turn: results.count)
        {
            attempt.result.marks[.string(names.loopVar)] = marked
        }
        var label = extra[.string(names.loopVar)]
        if let written = task.keywords.loopControl.label, written.text != "" {
            var seen = extra
            if let register = task.keywords.register { seen[.string(register)] = .dict(attempt.result.values) }
            do throws(Diagnostic) {
                label = try templar(seen).render(written)
            } catch {
                if attempt.result.isDebug { label = Value.none }
                attempt.status = .failed
                attempt.isIgnored = ignoresErrors(extra)
                attempt.result["failed"] = true
                attempt.result["msg"] = .string("Failed to template loop_control.label: \(error.message)")
            }
        }
        var report = TaskReport(
            host: host, task: start, status: attempt.status, isIgnored: attempt.isIgnored, result: attempt.result,
            delegate: attempt.delegate, itemLabel: label, error: attempt.error, warnings: attempt.warnings)
        report.isReplayed = isReplayed
        if attempt.status != .failed, attempt.status != .skipped, attempt.status != .unreachable, !isReplayed,
            attempt.fields.showsDiff
        {
            run.events.receive(.diff(report))
        }
        if !run.actions.isInventoryAction(start.action) { run.events.receive(.itemFinished(report)) }
        results.append(attempt)
        return TaskOutcome.Item(
            result: attempt.result, notify: attempt.fields.notify,
            variables: extra.filter { $0.key != "ansible_loop" || names.isExtended },
            label: attempt.result.isSecret ? TaskReport.secretItem : label,
            include: attempt.include, delegateTo: attempt.fields.delegateTo)
    }

    private func ignoresErrors(_ extra: Dict) -> Bool {
        let fields = FieldRenderer(templar: templar(extra), span: task.span)
        return (try? fields.bool(task.effective.ignoreErrors, "ignore_errors")) == true
    }

    private func summary(
        _ results: [AttemptResult], _ items: [TaskOutcome.Item], warnings: [Diagnostic]
    ) -> TaskOutcome {
        let failed = results.filter { $0.status == .failed }
        let unreachable = results.filter { $0.status == .unreachable }
        let isSkipped = results.allSatisfy { $0.status == .skipped }
        var result: TaskResult = [:]
        result.setItems(results.map(\.result))
        result["skipped"] = .bool(isSkipped)
        let deprecations =
            warnings.deprecations() + results.flatMap { $0.warnings.deprecations(described: $0.deprecations) }
        result.values.merge((warnings + results.flatMap(\.warnings)).registered(deprecations)) { $1 }
        result.isSecret = results.contains { $0.result.isSecret }
        if results.contains(where: { $0.result.flag("changed") }) { result["changed"] = true }
        let hasFailed = results.contains { $0.result.flag("failed") }
        if hasFailed { result["failed"] = true }
        if !unreachable.isEmpty { result["unreachable"] = true }
        result["msg"] = .string(
            isSkipped ? "All items skipped" : hasFailed ? "One or more items failed" : "All items completed")
        if result["changed"] == nil { result["changed"] = false }
        let status: TaskReport.Status =
            !failed.isEmpty
            ? .failed
            : !unreachable.isEmpty
                ? .unreachable : isSkipped ? .skipped : result.flag("changed") ? .changed : .ok
        let last = results.last?.fields ?? TaskFields()
        return TaskOutcome(
            host: host, task: task, start: start, status: status,
            isIgnored: status == .failed
                ? failed.allSatisfy(\.isIgnored) : unreachable.allSatisfy(\.isIgnored) && !unreachable.isEmpty,
            result: result, items: items, delegate: results.last?.delegate, error: nil,
            warnings: warnings, runOnce: last.runOnce, delegateFacts: last.delegateFacts)
    }

    private func emptyLoop() -> TaskOutcome {
        let attempt = TaskAttempt(self, extra: [:])
        let fields = secrecy(attempt)
        var empty = AttemptResult(
            status: .skipped,
            result: [
                "changed": false, "skipped": true, "skipped_reason": "No items in the list", "results": .list([]),
            ], fields: fields)
        attempt.finish(&empty)
        return TaskOutcome(
            host: host, task: task, start: start, status: .skipped, isIgnored: false, result: empty.result,
            items: [], error: nil, warnings: [], runOnce: false, delegateFacts: false)
    }

    /// Keywords of which only `no_log` is known.
    private func secrecy(_ attempt: TaskAttempt) -> TaskFields {
        var fields = TaskFields()
        fields.noLog = (try? attempt.noLog(templar([:]))) ?? true
        return fields
    }

    func failedOutcome(_ failure: TaskFailure) -> TaskOutcome {
        let trial = TaskAttempt(self, extra: [:])
        let attempt = trial.failed(failure, secrecy(trial))
        return TaskOutcome(
            host: host, task: task, start: start, status: attempt.status, isIgnored: attempt.isIgnored,
            result: attempt.result,
            items: [], error: attempt.error, warnings: [], runOnce: false, delegateFacts: false)
    }
}

extension Value {
    /// Whether an author's template in it names the variable `name`, as far as its text tells.
    func mentions(_ name: String) -> Bool {
        switch self {
        case .template(let template): template.text.contains(name)
        case .string(let text): text.contains(name)
        case .list(let list): list.items.contains { $0.mentions(name) }
        case .dict(let dict): dict.items.contains { $0.value.mentions(name) }
        default: false
        }
    }
}
