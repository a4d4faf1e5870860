import Diagnostics
import Templating
import Values
import YAML

/// Finds the action among the entries of a task and reads its arguments, in all the ways they can be written.
struct ActionReader {
    let catalog: ActionCatalog
    /// Collections searched for short names.
    let collections: [String]
    let plugins: PluginPaths

    struct Result {
        var action: Action
        /// Entries that belong to the action and are no keywords.
        var usedNames: Set<String>
        /// `local_action` runs on the controller.
        var isLocal: Bool
        var span: Span
    }

    /// Throws where there is no action, more than one, or an unknown one.
    func read(_ task: Mapping) throws(Diagnostic) -> Result {
        let candidates = try self.candidates(in: task)
        guard let first = candidates.first else {
            throw Diagnostic("no module/action detected in task.", at: task.span)
        }
        if candidates.count > 1 { throw conflict(first, candidates[1], at: task.span) }
        let extra = try extraArguments(task["args"])
        var action =
            first.isModern
            ? try modernAction(first.name, first.node, at: task.span) : try classicAction(first.node, at: task.span)
        try checkNames(action)
        action.span = first.keySpan
        locateArguments(first.node, of: &action)
        action.variableArguments = extra.variable
        action.arguments = extra.arguments.merging(action.arguments) { $1 }
        if action.template == nil {
            action.resolved = try resolve(action.name, at: first.isModern ? first.keySpan : first.node.span)
        }
        return Result(
            action: action, usedNames: first.isModern ? [first.name, "args"] : ["action", "local_action", "args"],
            isLocal: first.name == "local_action", span: task.span)
    }

    private struct Candidate {
        let name: String
        let keySpan: Span
        let node: Written
        /// `copy: …` in place of `action: copy …`.
        let isModern: Bool
    }

    private func candidates(in task: Mapping) throws(Diagnostic) -> [Candidate] {
        var found: [Candidate] = []
        for name in ["action", "local_action"] {
            guard let node = task[name] else { continue }
            if !found.isEmpty { throw Diagnostic("action and local_action are mutually exclusive", at: task.span) }
            found.append(Candidate(name: name, keySpan: node.span, node: node, isModern: false))
        }
        for entry in task.entries where !Self.isKeyword(entry.name) {
            found.append(
                Candidate(name: entry.name, keySpan: entry.key.span, node: entry.value, isModern: true))
        }
        return found
    }

    private static let keywords = Set(
        Keyword.all.filter { !$0.places.isDisjoint(with: [.task, .handler]) }.map(\.name) + ["static"])

    private static func isKeyword(_ name: String) -> Bool { keywords.contains(name) || name.hasPrefix("with_") }

    private func conflict(_ a: Candidate, _ b: Candidate, at span: Span) -> Diagnostic {
        let stranger = [a, b].first { $0.isModern && catalog.resolve($0.name, collections, plugins) == nil }
        let name = a.isModern ? a.name : (a.node.scalarText?.split(separator: " ").first.map(String.init) ?? a.name)
        return Diagnostic(
            "conflicting action statements: \(name), \(b.name)", at: span,
            help: stranger.flatMap { Keyword.suggestion(for: $0.name, at: .task) })
    }

    private func locateArguments(_ node: Written, of action: inout Action) {
        guard let mapping = Mapping(node) else {
            action.argumentSpans["_raw_params"] = node.span
            return
        }
        for entry in mapping.entries {
            action.argumentSpans[entry.name] = entry.value.span
            action.nameSpans[entry.name] = entry.key.span
            if let name = ReservedName(entry.name, at: entry.key.span) { action.reservedNames.append(name) }
        }
    }

    private func resolve(_ name: String, at span: Span) throws(Diagnostic) -> String {
        if let action = BuiltinAction(name) { return action.qualified }
        if let resolved = catalog.resolve(name, collections, plugins) {
            if var refusal = plugins.refusal(resolved) {
                refusal.span = span
                throw refusal
            }
            return resolved
        }
        let written = name.contains(".") ? [name] : [name] + collections.map { "\($0).\(name)" }
        if var removed = written.lazy.compactMap({ plugins.tombstone($0)?.error }).first {
            removed.span = span
            throw removed
        }
        let near =
            Suggestion.nearest(to: name, among: catalog.names())
            ?? Suggestion.nearest(to: name, among: Self.keywords)
        throw Diagnostic(
            "couldn't resolve module/action '\(name)'. This often indicates a misspelling, missing collection, or "
                + "incorrect module path.", at: span, help: near.map { "Did you mean '\($0)'?" })
    }

    // MARK: Arguments

    private func extraArguments(_ node: Written?) throws(Diagnostic) -> (arguments: Dict, variable: Value?) {
        guard let node, !node.isNull else { return ([:], nil) }
        let value = try node.value()
        if let dict = value.mapping { return (dict, nil) }
        if value.isWholeTemplate { return ([:], value) }
        throw Diagnostic(
            "The value of the task `args` keyword is invalid.", at: node.span,
            help: "A mapping or template which resolves to a mapping is required.")
    }

    private func modernAction(_ name: String, _ node: Written, at span: Span) throws(Diagnostic) -> Action {
        Action(name, resolved: nil, arguments: try arguments(node, of: name, at: span))
    }

    private func arguments(_ node: Written, of name: String, at span: Span) throws(Diagnostic) -> Dict {
        if node.isNull { return [:] }
        let value = try node.value()
        switch value {
        case .dict(let dict): return dict.items
        case .string, .template: return try freeForm(value, of: name, at: node.span)
        case .object: return ["_raw_params": value]
        default:
            throw Diagnostic("unexpected parameter type in action: \(try node.kindName())", at: span)
        }
    }

    private func classicAction(_ node: Written, at span: Span) throws(Diagnostic) -> Action {
        let value = try node.value()
        var own = Dict()
        var statement = value
        if let dict = value.mapping {
            guard let module = dict["module"] else {
                throw Diagnostic("no module/action detected in task.", at: span)
            }
            own = dict
            own.removeValue(forKey: "module")
            statement = module
        }
        guard let text = statement.writtenText else {
            throw Diagnostic("unexpected parameter type in action: \(try node.kindName())", at: span)
        }
        let words = try split(text, at: node.span)
        guard let name = words.first?.trimmingBlanks, !name.isEmpty else {
            throw Diagnostic("no module/action detected in task.", at: span)
        }
        let rest = words.dropFirst().joined(separator: " ")
        own.merge(try freeForm(statement.part(rest, span: node.span), of: name, at: node.span)) { $1 }
        if let nested = own.removeValue(forKey: "args") {
            if let more = nested.mapping {
                own.merge(more) { $1 }
            } else {
                own.merge(try freeForm(nested, of: "", at: node.span)) { $1 }
            }
        }
        return Action(
            name, template: name.contains("{{") ? Template(name, span: node.span) : nil, resolved: nil, arguments: own)
    }

    /// The arguments of a text, by name; what is no argument stands under `_raw_params`.
    private func freeForm(_ value: Value, of name: String, at span: Span) throws(Diagnostic) -> Dict {
        guard let text = value.writtenText, !text.isEmpty else { return [:] }
        func authored(_ part: String) -> Value { part == text ? value : value.part(part, span: span) }
        let parsed: FreeFormArguments
        do {
            parsed = try FreeFormArguments(text, isCommand: BuiltinAction.commands.contains(name))
        } catch {
            throw unsplittable(error, at: span)
        }
        var arguments = Dict()
        for option in parsed.options { arguments[.string(option.name)] = authored(option.value) }
        if let raw = parsed.rawText { arguments["_raw_params"] = authored(raw) }
        return arguments
    }

    private func split(_ text: String, at span: Span) throws(Diagnostic) -> [String] {
        do {
            return try ArgumentSplitter.split(text)
        } catch {
            throw unsplittable(error, at: span)
        }
    }

    private func unsplittable(_ error: Diagnostic, at span: Span) -> Diagnostic {
        Diagnostic("Error loading tasks: \(error.message)", at: span)
    }

    private func checkNames(_ action: Action) throws(Diagnostic) {
        if BuiltinAction.commands.contains(action.name) { return }
        for case .string(let name) in action.arguments.keys where name.hasPrefix("_ansible_") {
            throw Diagnostic(
                "Invalid parameter specified beginning with keyword '_ansible_' for action '\(action.name)': "
                    + "'\(name)'. The prefix '_ansible_' is reserved for internal use only."
            ).asGeneralError
        }
    }
}
