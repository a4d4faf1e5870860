import Configuration
import Connections
import Diagnostics
import Playbook
import System
import Templating
import Values

/// Running the action: once, or until it succeeds.
extension TaskAttempt {
    func attempts(_ call: ActionCall, _ action: any Action) async throws(TaskFailure) -> AttemptResult {
        let fields = call.fields
        let tries = 1 + max(0, fields.retries ?? (task.keywords.until.isEmpty ? 0 : 3))
        var attempt = AttemptResult(status: .ok, result: [:])
        for number in 1...tries {
            var result = try await reach(call, action)
            if tries > 1 { result["attempts"] = .int(number) }
            attempt = complete(result, call)
            guard tries > 1 else { break }
            if try isDone(attempt, call) { break }
            guard number < tries else {
                attempt.result["attempts"] = .int(tries - 1)
                attempt.result["failed"] = true
                // Where `failed_when` has spoken, its word counts; the result alone tells that tries ran out.
                if attempt.result["failed_when_result"] == nil { attempt.status = .failed }
                attempt.error = attempt.error ?? Self.error(of: attempt.result, call, isByModule: false)
                break
            }
            attempt.result["retries"] = .int(tries)
            var start = runner.start
            // Here the name stands alone, without its role's.
            if !start.ownName.isEmpty { start.name = start.ownName }
            let report = TaskReport(
                host: runner.host, task: start, status: attempt.status, result: attempt.result,
                delegate: attempt.delegate)
            run.events.receive(.retrying(report, left: tries - number))
            await runner.pause(fields.delay)
        }
        finish(&attempt)
        return attempt
    }

    /// Runs the action, again where the host cannot be reached and the task wants that.
    private func reach(_ call: ActionCall, _ action: any Action) async throws(TaskFailure) -> TaskResult {
        var left = call.fields.unreachableRetries
        while true {
            do throws(TaskFailure) {
                return try await perform(call, action)
            } catch {
                guard error.isUnreachable, left > 0, !run.options.stop.isRequested else { throw error }
                let name = runner.start.ownName.isEmpty ? runner.start.name : runner.start.ownName
                run.events.receive(
                    .verbose(
                        verbosity: 0,
                        text: "UNREACHABLE - RETRYING: [\(runner.host)]: \(name) (\(left) retries left).", host: nil))
                left -= 1
                await run.pause(call.fields.unreachableDelay)
                await call.resetConnection()
            }
        }
    }

    private func perform(_ call: ActionCall, _ action: any Action) async throws(TaskFailure) -> TaskResult {
        if call.fields.async > 0 { return try await performInBackground(call, action) }
        return try await TaskTimeout(call.fields.timeout).limit { () async throws(TaskFailure) in
            switch try await action.plan(call) {
            case .result(let result): return result
            case .request(let request, let finish): return try finish(await call.send(request))
            }
        }
    }

    private func isDone(_ attempt: AttemptResult, _ call: ActionCall) throws(TaskFailure) -> Bool {
        guard !task.keywords.until.isEmpty else { return !attempt.result.flag("failed") }
        let templar = resultTemplar(attempt.result, call)
        do throws(Diagnostic) {
            for condition in task.keywords.until {
                if try !templar.condition(condition) { return false }
            }
            return true
        } catch {
            throw TaskFailure(error)
        }
    }

    private func resultTemplar(_ result: TaskResult, _ call: ActionCall) -> Templar {
        var seen: Dict = [:]
        if let register = task.keywords.register { seen[.string(register)] = .dict(result.values) }
        if let facts = result["ansible_facts"]?.mapping, !run.actions.isDebug(call.name) {
            for (key, value) in facts { seen[key] = value }
        }
        return templar(seen)
    }

    /// The result with everything that stands in every result, and by the task's own measure of change and failure.
    func complete(_ result: TaskResult, _ call: ActionCall) -> AttemptResult {
        var result = result
        if call.fields.noLog {
            result.isSecret = true
            result.secrets = secrets(call.arguments)
            result.written = [.dict(task.action.arguments)]
            // Such an action renders its messages itself.
            if run.actions.rendersItself(call.name), let message = result["msg"], message != "Assertion failed" {
                result.secrets.append(message)
            }
        }
        learnSecrets(of: result, call)
        ResultShape.complete(&result.values)
        // An action that skips its task says nothing of failure.
        if result.origin == .action, result.flag("skipped") { result["failed"] = nil }
        let deprecations = (result["deprecations"]?.sequence ?? []).map { Value.dict(ResultRemark($0).registered) }
        var warnings = Self.warnings(taken: &result)
        if !run.configuration.bool("ACTION_WARNINGS") { warnings.removeAll { $0.severity == .warning } }
        warnings += call.templar.sink.drain()
        if !result.flag("skipped") {
            judge(&result, call, &warnings)
        }
        let error = result.flag("failed") ? Self.error(of: result, call) : nil
        if let error, result["msg"] == nil { result["msg"] = .string(error.briefMessage) }
        result["exception"] = error == nil ? nil : .string(result.traceback ?? ResultShape.noTraceback)
        let status: TaskReport.Status =
            error != nil
            ? .failed
            : result.flag("unreachable")
                ? .unreachable
                : result.flag("skipped")
                    ? .skipped : result.flag("changed") ? .changed : .ok
        return AttemptResult(
            status: status, result: result, fields: call.fields, error: error, warnings: warnings,
            deprecations: deprecations)
    }

    /// `changed_when` and `failed_when`.
    private func judge(_ result: inout TaskResult, _ call: ActionCall, _ warnings: inout [Diagnostic]) {
        var word = "changed"
        do throws(Diagnostic) {
            if !task.keywords.changedWhen.isEmpty {
                result["changed"] = .bool(try holds(task.keywords.changedWhen, result, call, &warnings))
            }
            word = "failed"
            if !task.keywords.failedWhen.isEmpty {
                let hasFailed = try holds(task.keywords.failedWhen, result, call, &warnings)
                if !hasFailed, Self.isModuleFailure(result, call) {
                    result["failed_when_suppressed_exception"] = .string(ResultShape.noTraceback)
                }
                result["failed_when_result"] = .bool(hasFailed)
                result["failed"] = .bool(hasFailed)
                result.origin = .condition
            }
        } catch {
            result["failed"] = true
            result.origin = .condition
            result[.string("\(word)_when_result")] = .string(error.briefMessage)
        }
    }

    /// A module's own failure carries an exception, one of an action does not.
    private static func isModuleFailure(_ result: TaskResult, _ call: ActionCall) -> Bool {
        call.run.actions.isModule(call.name) && result.flag("failed")
    }

    private func holds(
        _ conditions: [Value], _ result: TaskResult, _ call: ActionCall, _ warnings: inout [Diagnostic]
    ) throws(Diagnostic) -> Bool {
        let templar = resultTemplar(result, call)
        defer { warnings += templar.sink.drain() }
        for condition in conditions where try !templar.condition(condition) { return false }
        return true
    }

    /// The error that a failed result stands for.
    private static func error(of result: TaskResult, _ call: ActionCall, isByModule: Bool = true) -> Diagnostic {
        let message = result.cause ?? result["msg"].flatMap { try? $0.string() }
        var cause = Diagnostic(message ?? "Unknown error.", help: result.help)
        if result.cause == nil, let reason = result.reason { cause.causes = [Diagnostic.Note(reason)] }
        let isModule =
            switch result.origin {
            case .module: true
            case .action, .condition: false
            case .task: call.run.actions.isModule(call.name)
            }
        let isByModule = isByModule && isModule && cause.help == nil
        return TaskFailure(isByModule ? "Module failed." : "Action failed.", cause: cause).diagnostic(of: call.task)
    }

    /// Warnings and deprecations of a result for the output; in the result warnings become texts.
    private static func warnings(taken result: inout TaskResult) -> [Diagnostic] {
        func entries(_ key: Value) -> [ResultRemark] { (result[key]?.sequence ?? []).map(ResultRemark.init) }
        let warnings = entries("warnings")
        if !warnings.isEmpty { result["warnings"] = .list(warnings.map { .string($0.message) }) }
        return warnings.map(\.warning) + entries("deprecations").map(\.deprecation)
    }
}
