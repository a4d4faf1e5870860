import Loading
import Connections
import Diagnostics
import Jinja
import Playbook
import System
import Templating
import Values

/// Runs one task on one host: loop, conditions, arguments, attempts, and the shape of the result.
///
/// The order is ansible-core's: loop items, then for each item delegation, `when`, arguments, the action with its
/// retries, `changed_when` and `failed_when`.
final class TaskRunner {
    let run: RunContext
    let play: PlayState
    let host: String
    let task: Task
    let start: TaskStart
    /// The variables of this host and task, without those of the loop.
    let variables: VariableStack
    let searchPath: [String]
    /// The loop's items with the marks of who wrote them.
    private var items: WrittenItems?
    let clock = TaskClock()

    /// What the operator gives the task in the debugger.
    let debugging: TaskDebugger.Changes
    /// What the journal knows of this turn; nil without a journal.
    let known: Journal.Known?

    init(
        run: RunContext, play: PlayState, host: String, task: Task, start: TaskStart,
        changes: TaskDebugger.Changes = TaskDebugger.Changes(), known: Journal.Known? = nil
    ) {
        self.known = known
        debugging = changes
        self.run = run
        self.play = play
        self.host = host
        self.task = task
        self.start = start
        self.variables = run.variables.stack(host: host, task: task, play: play).adding(changes.variables)
        self.searchPath = SearchPath.directories(of: task, play: play.play)
    }

    /// - Parameters:
    ///   - turn: the index of the loop's item among `extra`; nil outside a loop.
    ///   - delegate: how the host that the task is delegated to is reached; nil where it is not delegated.
    func templar(_ extra: Dict = [:], turn: Int? = nil, delegate: ConnectionVariables.OfDelegate? = nil) -> Templar {
        var stack = variables.adding(extra)
        if let delegate { stack = stack.withoutWeakest.adding(below: delegate) }
        if let items, let turn, let name = extra["ansible_loop_var"]?.text, let item = extra[.string(name)] {
            stack = stack.adding(AuthoredItem(item, named: name, at: turn, of: items))
        }
        return run.templar(stack, searchPath: searchPath, host: host)
    }

    /// The item of a turn with the marks of who wrote it; nil where no author wrote anything of it.
    func marked(_ item: Value, turn: Int) -> Value? { items?.marked(item, at: turn) }

    /// The items of the loop as they were written, to be asked for who wrote them.
    private var writtenItems: WrittenItems {
        let (run, variables, searchPath, host) = (run, variables, searchPath, host)
        let loop = task.keywords.loop
        return WrittenItems {
            let templar = run.templar(variables, searchPath: searchPath, host: host)
            switch loop {
            case .items(let value, _): return Self.items(value, templar)
            case .lookup(let name, let terms) where ["items", "list"].contains(name):
                // A list or a template in it may stand for several items.
                return Self.items(terms, templar).flatMap { items in
                    items.allSatisfy { $0.sequence == nil } ? items : nil
                }
            default: return nil
            }
        }
    }

    private static func items(_ value: Value, _ templar: Templar) -> [Value]? {
        switch value {
        case .list: break
        case .template(let template) where template.isNamePath: break
        default: return nil
        }
        return (try? templar.renderMarked(TracedValue(value, isAuthored: true)))?.sequence
    }

    /// Runs the task, or gives what it came to before the run was resumed.
    func execute() async -> TaskOutcome {
        guard let known else { return await timed() }
        if let turn = known.turn, let outcome = replayed(turn) { return outcome }
        let reads = ContentLog.Collector()
        var outcome = await ContentLog.$collector.withValue(reads) { await timed() }
        outcome.known = known
        outcome.reads = reads.all
        return outcome
    }

    private func timed() async -> TaskOutcome {
        var outcome = await perform()
        outcome.timing = clock.timing
        return outcome
    }

    /// Waits without holding a thread, on purpose.
    func pause(_ seconds: Double) async {
        let begin = Clock.monotonic
        await run.pause(seconds)
        clock.addPause(since: begin)
    }

    private func perform() async -> TaskOutcome {
        var loopFailure: TaskFailure?
        do throws(TaskFailure) {
            if let items = try loopItems() {
                self.items = writtenItems
                return await execute(items: items)
            }
        } catch {
            loopFailure = error
        }
        let attempt = TaskAttempt(self, extra: [:], loopFailure: loopFailure)
        let item = await attempt.execute()
        return outcome(of: item)
    }

    /// The items to repeat over; nil without a loop.
    private func loopItems() throws(TaskFailure) -> [Value]? {
        do throws(Diagnostic) {
            switch task.keywords.loop {
            case nil: return nil
            case .items(let value, let span):
                let rendered = try templar().renderToStore(value)
                guard case .list(let list) = rendered else {
                    throw Diagnostic(
                        "The `loop` value must resolve to a 'list', not \(Self.quoted(rendered.typeName)).",
                        at: value.span ?? span ?? task.span,
                        help: "Provide a list of items/templates, or a template resolving to a list.")
                }
                return list.items
            case .lookup(let name, let terms):
                let templar = templar()
                templar.lookups.fileKind = fileKind
                return try templar.items(with: name, over: terms)
            }
        } catch {
            var failure = TaskFailure(error)
            failure.isOfLoop = !error.isUndefined
            throw failure
        }
    }

    /// Where `with_first_found` looks for the action's files, by the action's name as ansible-core reads it.
    private var fileKind: String {
        let action = task.action.name
        return (["template", "var"].first { action.contains($0) } ?? "file") + "s"
    }

    static func quoted(_ text: String) -> String { "'\(text)'" }

    private func outcome(of item: AttemptResult) -> TaskOutcome {
        TaskOutcome(
            host: host, task: task, start: start, status: item.status, isIgnored: item.isIgnored,
            result: item.result,
            items: [
                TaskOutcome.Item(
                    result: item.result, notify: item.fields.notify, variables: [:], include: item.include,
                    delegateTo: item.fields.delegateTo)
            ],
            delegate: item.delegate, error: item.error, warnings: item.warnings, runOnce: item.fields.runOnce,
            delegateFacts: item.fields.delegateFacts)
    }
}

extension Value {
    /// Where an author wrote it, for templates.
    var span: Span? { if case .template(let template) = self { template.span } else { nil } }

    /// The text of a template as it was written; nil for anything else.
    var templateText: String? { if case .template(let template) = self { template.text } else { nil } }
}
