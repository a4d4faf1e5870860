import Diagnostics
import Templating
import Values
import YAML

extension Keyword {
    /// Keywords of tasks and handlers alone. `action`, `local_action`, `args` and `with_*` are read with the action.
    static let ofTasks: [Keyword] = [
        read("action", .tasks.union(.include), "The module or action with its arguments, as a text."),
        read("local_action", .tasks, "The same, run on the controller."),
        read("args", .tasks.union(.include), "Arguments of the module, as a dictionary."),
        Keyword("loop", .tasks.union(.include), "A list, for each element of which the task runs.") {
            node, draft throws(Diagnostic) in
            guard let items = try node.optionalValue(of: "loop", .any) else { return }
            try draft.setLoop(.items(items, at: node.span), keyword: "loop", at: node.span)
        },
        Keyword("loop_control", .tasks.union(.include), "How the loop names and shows its elements.") {
            node, draft throws(Diagnostic) in
            draft.task.loopControl = try LoopControl(node)
        },
        Keyword("register", .tasks.union(.include), "The variable that receives the result.") {
            node, draft throws(Diagnostic) in
            try node.requireText("register")
            guard let name = try node.optionalValue(of: "register", .text) else { return }
            guard let text = name.text, VariableName.isValid(text) else {
                throw Diagnostic(
                    "Invalid 'register' specified: Invalid variable name '\(name.written)'.", at: node.span)
            }
            draft.task.register = text
            draft.task.reservedRegister = ReservedName(text, at: node.span)
        },
        conditions("changed_when", \.changedWhen, "Conditions under which the result counts as a change."),
        conditions("failed_when", \.failedWhen, "Conditions under which the result counts as a failure."),
        conditions("until", \.until, "Conditions that end the retries."),
        own("retries", \.retries, "How often to try until the conditions of `until` hold."),
        own("delay", \.delay, "Seconds between two tries."),
        own("async", \.async, "Seconds that the task may run in the background."),
        own("poll", \.poll, "Seconds between looks at a background task; 0 to leave it alone."),
        Keyword("listen", .handler, "Topics that notify the handler.") { node, draft throws(Diagnostic) in
            let topics = try node.nameList(of: "listen")
            let qualified = topics.flatMap { topic in draft.roleNames.map { "\($0) : \(topic)" } }
            draft.task.listen = topics + qualified
        },
    ]

    /// A keyword that the reader of actions has already used.
    private static func read(_ name: String, _ places: Places, _ documentation: String) -> Keyword {
        Keyword(name, places, documentation) { _, _ in }
    }

    private static func own(
        _ name: String, _ path: ValuePath<TaskKeywords>, _ documentation: String
    ) -> Keyword {
        Keyword(name, .tasks, documentation) { node, draft throws(Diagnostic) in
            draft.task[keyPath: path] = try node.optionalValue(of: name, .any)
        }
    }

    private static func conditions(
        _ name: String, _ path: any WritableKeyPath<TaskKeywords, [Value]> & Sendable, _ documentation: String
    ) -> Keyword {
        Keyword(name, .tasks, documentation) { node, draft throws(Diagnostic) in
            draft.task[keyPath: path] = try node.conditionValues()
        }
    }
}

extension Draft {
    mutating func setLoop(_ loop: Loop, keyword: String, at span: Span) throws(Diagnostic) {
        guard task.loop == nil else { throw Diagnostic("duplicate loop in task: \(keyword)", at: span).asGeneralError }
        task.loop = loop
    }
}

extension LoopControl {
    private static let values: [(name: String, path: ValuePath<LoopControl>, form: Written.Form)] = [
        ("loop_var", \.loopVar, .text), ("index_var", \.indexVar, .text), ("label", \.label, .text),
        ("pause", \.pause, .any), ("extended", \.extended, .any), ("extended_allitems", \.extendedAllItems, .any),
    ]

    init(_ node: Written) throws(Diagnostic) {
        self.init()
        guard let mapping = Mapping(node) else {
            throw Diagnostic(
                "the `loop_control` value must be specified as a dictionary and cannot be a variable itself (though "
                    + "it can contain variables)", at: node.span)
        }
        for entry in mapping.entries {
            if entry.name == "break_when" {
                breakWhen = try entry.value.conditionValues()
            } else if let row = Self.values.first(where: { $0.name == entry.name }) {
                self[keyPath: row.path] = try entry.value.optionalValue(of: row.name, row.form)
            } else {
                let names = Self.values.map(\.name) + ["break_when"]
                throw Diagnostic(
                    "'\(entry.name)' is not a valid attribute for a LoopControl", at: entry.key.span,
                    help: Suggestion.nearest(to: entry.name, among: names).map { "Did you mean '\($0)'?" })
            }
        }
    }
}
