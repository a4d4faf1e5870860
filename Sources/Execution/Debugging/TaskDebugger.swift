import Configuration
import Diagnostics
import Playbook
import Templating
import Values

/// The task debugger: shows what a task had and gave, changes its arguments and variables, runs it again.
///
/// Source: "Debugging tasks" of the Ansible documentation.
struct TaskDebugger {
    enum Decision { case goOn, redo(Changes), quit }

    /// What the operator has changed for the next try.
    struct Changes: Sendable {
        var arguments: Dict = [:]
        var variables: Dict = [:]
    }

    let prompts: any Prompter
    let outcome: TaskOutcome
    /// In the variables of the host and the task.
    let templar: Templar
    private var changes: Changes

    init(prompts: any Prompter, outcome: TaskOutcome, templar: Templar, changes: Changes) {
        self.prompts = prompts
        self.outcome = outcome
        self.templar = templar
        self.changes = changes
    }

    /// Whether the debugger is to stop at this outcome; `isOn` where failures are debugged without a keyword.
    static func stops(at outcome: TaskOutcome, isOn: Bool, _ configuration: Configuration) -> Bool {
        let forgives = configuration.bool("TASK_DEBUGGER_IGNORE_ERRORS") && outcome.isIgnored
        let hasFailed = outcome.status == .failed && !forgives
        switch outcome.task.effective.debugger?.rawText {
        case "always": return true
        case "never": return false
        case "on_failed": return hasFailed
        case "on_unreachable": return outcome.status == .unreachable
        case "on_skipped": return outcome.status == .skipped
        default: return isOn && (hasFailed || outcome.status == .unreachable)
        }
    }

    /// Takes commands until one decides how to go on; the end of the input quits.
    mutating func ask() async throws(Diagnostic) -> Decision {
        let kind = outcome.task.isHandler ? "HANDLER" : "TASK"
        let prompt = "[\(outcome.host)] \(kind): \(outcome.task.title()) (debug)> "
        var last = ""
        while true {
            guard let line = try await prompts.ask(prompt, isPrivate: false) else { return quit() }
            let command = line.trimmed().isEmpty ? last : line.trimmed()
            last = command
            let words = command.split(separator: " ", maxSplits: 1).map(String.init)
            switch words.first {
            case nil: continue
            case "c", "continue": return .goOn
            case "r", "redo": return .redo(changes)
            case "q", "quit", "EOF": return quit()
            case "p", "pprint": show(words.count > 1 ? words[1] : "")
            case "u", "update_task": continue
            case "h", "help", "?":
                prompts.say("Documented commands: EOF c continue h help p pprint q quit r redo u update_task")
            default: assign(command)
            }
        }
    }

    private func quit() -> Decision {
        prompts.say("User interrupted execution")
        return .quit
    }

    private func show(_ expression: String) {
        do throws(Diagnostic) {
            let value = try value(of: expression)
            prompts.say((try? value.representation()) ?? value.typeName)
        } catch {
            prompts.say("***\(error.briefMessage)")
        }
    }

    private func value(of expression: String) throws(Diagnostic) -> Value {
        let task = outcome.task
        let names: Dict = [
            "task": .dict([
                "args": .dict(task.action.arguments.merging(changes.arguments) { $1 }),
                "name": .string(task.writtenName), "action": .string(task.action.name), "vars": .dict(task.vars),
            ]),
            "result": .dict(["_result": .dict(outcome.result.registered)]), "host": .string(outcome.host),
        ]
        // The variables of the task are all that a template sees.
        let text = expression.hasPrefix("task_vars") ? "vars" + expression.dropFirst(9) : expression
        return try templar.with(changes.variables.merging(names) { $1 }).evaluate(expression: Template(text))
    }

    /// `task.args['name'] = value` and `task_vars['name'] = value`.
    private mutating func assign(_ line: String) {
        let targets: [(prefix: String, path: WritableKeyPath<Changes, Dict>)] = [
            ("task.args[", \.arguments), ("task_vars[", \.variables),
        ]
        for (prefix, path) in targets where line.hasPrefix(prefix) {
            let rest = line.dropFirst(prefix.count)
            guard let end = rest.firstIndex(of: "]") else { break }
            let key = rest[..<end].filter { $0 != "'" && $0 != "\"" }
            let after = rest[rest.index(after: end)...].trimmed()
            guard after.hasPrefix("="), !after.hasPrefix("==") else { break }
            do throws(Diagnostic) {
                changes[keyPath: path][.string(key)] = try value(of: after.dropFirst().trimmed())
            } catch {
                prompts.say("***\(error.briefMessage)")
            }
            return
        }
        prompts.say("***SyntaxError: '\(line)' is no command and no assignment to task.args or task_vars")
    }
}
