import Connections
import Diagnostics
import Playbook
import System
import Templating
import Values

/// One execution of a task on one host: without a loop, or for one item of it.
final class TaskAttempt {
    let runner: TaskRunner
    /// The variables of the loop's turn, and those of the host that the task is delegated to.
    private(set) var extra: Dict
    /// How the host that the task is delegated to is reached; nil where it is not delegated.
    private var delegate: ConnectionVariables.OfDelegate?
    /// The index of the loop's item; nil outside a loop.
    private let turn: Int?
    /// Why the loop has no items: at once where it is of the loop itself, else, for what is undefined, only if the task's
    /// conditions hold.
    let loopFailure: TaskFailure?

    var run: RunContext { runner.run }
    var task: Task { runner.task }

    init(_ runner: TaskRunner, extra: Dict, turn: Int? = nil, loopFailure: TaskFailure? = nil) {
        self.runner = runner
        self.extra = extra
        self.turn = turn
        self.loopFailure = loopFailure
    }

    /// In the variables of this attempt, and `more` above them.
    func templar(_ more: Dict = [:]) -> Templar {
        runner.templar(more.isEmpty ? extra : extra.merging(more) { $1 }, turn: turn, delegate: delegate)
    }

    /// What stands before the action can run: either the end already, or the call.
    enum Preparation {
        case finished(AttemptResult)
        case call(ActionCall, any Action)
    }

    func execute() async -> AttemptResult {
        switch prepare() {
        case .finished(let result): return result
        case .call(let call, let action):
            do throws(TaskFailure) {
                return try await attempts(call, action)
            } catch {
                return failed(error, call.fields, arguments: call.arguments)
            }
        }
    }

    /// Conditions, keywords and arguments, in ansible-core's order.
    func prepare() -> Preparation {
        var templar = self.templar()
        var fields = TaskFields()
        // Of an error of `no_log` itself the causes are shown.
        var arguments: Dict? = [:]
        do throws(TaskFailure) {
            fields.noLog = try noLog(templar)
            arguments = nil
            try renderDelegate(&fields, templar)
            if let name = fields.delegateTo { templar = seeing(delegate: name, instead: templar) }
            if let loopFailure, loopFailure.isOfLoop { throw loopFailure }
            if let condition = try unmet(templar) {
                var attempt = AttemptResult(
                    status: .skipped,
                    result: [
                        "changed": false, "skipped": true, "skip_reason": "Conditional result was False",
                        "false_condition": condition,
                    ], fields: fields, warnings: templar.sink.drain())
                finish(&attempt)
                return .finished(attempt)
            }
            if let loopFailure { throw loopFailure }
            try render(&fields, templar)
            if let include = try include(templar) {
                return .finished(
                    AttemptResult(
                        status: .ok, result: include.result, fields: fields, include: include.include,
                        warnings: templar.sink.drain()))
            }
            let (action, call) = try makeCall(fields, templar)
            return .call(call, action)
        } catch {
            return .finished(failed(error, fields, arguments: arguments, warnings: templar.sink.drain()))
        }
    }

    /// From here on `ansible_delegated_vars` holds the variables of the host that does the work.
    private func seeing(delegate name: String, instead templar: Templar) -> Templar {
        let view = HostView(run: run, host: name, play: runner.play, task: task, shownAs: runner.host)
        extra["ansible_delegated_vars"] = .dict([.string(name): .object(view)])
        delegate = ConnectionVariables.OfDelegate(
            delegate: run.variables.stack(host: name, task: task, play: runner.play),
            address: run.variables.address(of: name))
        let seeing = self.templar()
        for warning in templar.sink.drain() { seeing.sink.add(warning) }
        return seeing
    }

    /// The first condition that does not hold, as it is shown.
    private func unmet(_ templar: Templar) throws(TaskFailure) -> Value? {
        for condition in task.effective.when {
            do throws(Diagnostic) {
                if try !templar.condition(condition) { return condition.shown }
            } catch {
                var error = error
                if error.span == nil { error.span = condition.span }
                throw loopFailure ?? TaskFailure(error)
            }
        }
        return nil
    }

    private func include(_ templar: Templar) throws(TaskFailure) -> (include: TaskOutcome.Include, result: TaskResult)?
    {
        switch task.kind {
        case .includeTasks(let include):
            let arguments = try renderArguments(
                ["_raw_params": include.file], "ansible.builtin.include_tasks", templar)
            let file = arguments["_raw_params"].flatMap { try? $0.string() } ?? ""
            return (
                .tasks(file: file), self.include(["include": .string(file), "include_args": .dict(Dict())])
            )
        case .includeRole:
            let arguments = try renderArguments(task.action.arguments, "ansible.builtin.include_role", templar)
            return (.role(arguments: arguments), self.include(["include_args": .dict(arguments)]))
        default: return nil
        }
    }

    /// The result of an include; that of a loop's item says nothing of changes.
    private func include(_ result: TaskResult) -> TaskResult {
        guard turn == nil else { return result }
        var result = result
        result["changed"] = false
        result["failed"] = false
        return result
    }

    /// The arguments rendered; those that are to be stored with the marks of who wrote them.
    func renderArguments(_ arguments: Dict, _ name: String, _ templar: Templar) throws(TaskFailure) -> Dict {
        do throws(Diagnostic) {
            return try templar.renderArguments(arguments, marked: run.actions.storesArguments(name))
        } catch {
            throw TaskFailure(
                "Finalization of task args for '\(name)' failed.", at: task.action.span, cause: error)
        }
    }

    // MARK: Results

    /// The result of a task that failed with an error.
    ///
    /// - Parameter arguments: those of the task, where they are known.
    func failed(
        _ failure: TaskFailure, _ fields: TaskFields, arguments: Dict? = nil, warnings: [Diagnostic] = []
    ) -> AttemptResult {
        var fields = fields
        if !fields.isRendered { renderForgiveness(&fields) }
        var result = TaskResult(failure.values)
        if fields.noLog {
            result.secrets = secrets(arguments ?? [:])
            result.written = [.dict(task.action.arguments)]
            result.mayQuoteMore = arguments == nil
        }
        let isBare = failure.isActionsOwn || failure.isOfLoop
        result["msg"] = .string(isBare ? failure.message : "Task failed: \(failure.message)")
        if failure.isUnreachable {
            result["unreachable"] = true
        } else {
            result["failed"] = true
        }
        result["exception"] = .string(ResultShape.noTraceback)
        if result["changed"] == nil { result["changed"] = false }
        var attempt = AttemptResult(
            status: failure.isUnreachable ? .unreachable : .failed, result: result, fields: fields,
            error: failure.diagnostic(of: task), warnings: warnings)
        finish(&attempt)
        return attempt
    }

    /// What becomes of a failure that came before the keywords were rendered.
    private func renderForgiveness(_ fields: inout TaskFields) {
        let renderer = FieldRenderer(templar: self.templar(), span: task.span)
        func forgives(_ value: Value?) -> Bool {
            do throws(TaskFailure) {
                guard let rendered = try renderer.render(value, nil) else { return false }
                // What is no boolean forgives by its truth, though it is an error itself.
                return ansibleBool(rendered) ?? rendered.truth
            } catch {
                // A template that gives nothing forgives as the text that it is.
                return true
            }
        }
        fields.ignoreErrors = forgives(task.effective.ignoreErrors)
        fields.ignoreUnreachable = forgives(task.effective.ignoreUnreachable)
    }

    /// Ignored or not, shown or not, delegated to whom.
    func finish(_ attempt: inout AttemptResult) {
        let fields = attempt.fields
        switch attempt.status {
        case .failed: attempt.isIgnored = fields.ignoreErrors
        case .unreachable: attempt.isIgnored = fields.ignoreUnreachable
        default: break
        }
        if fields.noLog { attempt.result.isSecret = true }
        attempt.result.values.merge(
            attempt.warnings.registered(attempt.warnings.deprecations(described: attempt.deprecations))
        ) { $1 }
        if let name = fields.delegateTo {
            attempt.delegate = (name, runner.run.variables.address(of: name))
        }
    }
}

extension Value {
    /// A condition as results quote it: its text, or the value itself.
    fileprivate var shown: Value {
        if case .template(let template) = self { return .string(template.text) }
        return self
    }
}

extension TaskFailure {
    /// What the output shows: the whole chain, each link with its place.
    func diagnostic(of task: Task) -> Diagnostic {
        Diagnostic(chain: (isOfLoop ? [] : [Diagnostic.Note("Task failed.", at: task.span)]) + chain)
    }
}
