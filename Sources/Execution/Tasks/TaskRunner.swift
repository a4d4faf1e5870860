import Connections
import Diagnostics
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
    /// Whether the loop's items stand in the task as plain text, so that they may serve as expressions.
    private let hasAuthoredItems: Bool

    /// What the operator gives the task in the debugger.
    let debugging: TaskDebugger.Changes

    init(
        run: RunContext, play: PlayState, host: String, task: Task, start: TaskStart,
        changes: TaskDebugger.Changes = TaskDebugger.Changes()
    ) {
        debugging = changes
        self.run = run
        self.play = play
        self.host = host
        self.task = task
        self.start = start
        self.variables = run.variables.stack(host: host, task: task, play: play).adding(changes.variables)
        self.searchPath = SearchPath.directories(of: task, play: play.play)
        let templar = run.templar(variables, searchPath: searchPath, host: host)
        hasAuthoredItems = task.keywords.loop?.written.map { Self.isAuthored($0, templar) } ?? false
    }

    /// Whether a loop's items are texts that an author wrote: in the task, or in a variable that it names.
    private static func isAuthored(_ items: Value, _ templar: Templar) -> Bool {
        switch items {
        case .list(let list): list.items.allSatisfy { if case .string = $0 { true } else { false } }
        case .template(let template):
            templar.isTrustedName(template) && (try? templar.shallow(items))?.mayHoldTemplates == false
        default: false
        }
    }

    func templar(_ extra: Dict = [:]) -> Templar {
        var stack = variables.adding(extra)
        if hasAuthoredItems, let name = extra["ansible_loop_var"], let item = extra[name] {
            stack = stack.adding(DictLayer([name: item], isTrusted: true))
        }
        return run.templar(stack, searchPath: searchPath, host: host)
    }

    func execute() async -> TaskOutcome {
        var loopFailure: TaskFailure?
        do throws(TaskFailure) {
            if let items = try loopItems() { return await execute(items: items) }
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
            case .items(let value):
                let rendered = try templar().render(value)
                guard case .list(let list) = rendered else {
                    throw Diagnostic(
                        "The `loop` value must resolve to a 'list', not \(Self.quoted(rendered.typeName)).",
                        at: value.span ?? task.span,
                        help: "Provide a list of items/templates, or a template resolving to a list.")
                }
                return list.items
            case .lookup(let name, let terms):
                let templar = templar()
                templar.lookups.fileKind = fileKind
                return try templar.items(with: name, over: terms)
            }
        } catch {
            throw TaskFailure(error)
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

extension Loop {
    /// What the task repeats over, as it was written; nil where a lookup makes something else of it.
    fileprivate var written: Value? {
        switch self {
        case .items(let value): value
        case .lookup(let name, let terms): ["items", "list"].contains(name) ? terms : nil
        }
    }
}

extension Value {
    /// Where an author wrote it, for templates.
    var span: Span? { if case .template(let template) = self { template.span } else { nil } }
}
