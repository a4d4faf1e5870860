import Diagnostics
import Values
import YAML

extension Keyword {
    /// Keywords of plays alone.
    static let ofPlays: [Keyword] = [
        Keyword("hosts", .play, "The hosts of the play, as patterns.") { node, draft throws(Diagnostic) in
            draft.play.hosts = try node.hostPatterns()
            draft.play.hostsSpan = node.span
        },
        own("gather_facts", \.gatherFacts, "Whether to gather facts before the first task."),
        own("gather_subset", \.gatherSubset, "Which facts to gather."),
        own("gather_timeout", \.gatherTimeout, "Seconds that gathering may take."),
        own("fact_path", \.factPath, form: .text, "The directory of local facts on the host."),
        Keyword("vars_files", .play, "Files of variables.") { node, draft throws(Diagnostic) in
            draft.play.varsFiles = try node.listValue()
        },
        Keyword("vars_prompt", .play, "Variables to ask for.") { node, draft throws(Diagnostic) in
            draft.play.varsPrompt = try (node.isNull ? [] : node.elements ?? [node]).map {
                entry throws(Diagnostic) in try VarsPrompt(entry)
            }
        },
        own("force_handlers", \.forceHandlers, "Whether notified handlers run on failed hosts too."),
        own("max_fail_percentage", \.maxFailPercentage, "The share of failed hosts above which the play ends."),
        Keyword("serial", .play, "How many hosts, or which share of them, to take at a time.") {
            node, draft throws(Diagnostic) in
            draft.play.serial = try node.listValue()
        },
        own(
            "strategy", \.strategy, form: .text,
            "How hosts go through the tasks together: linear, free, host_pinned, graph."),
        own(
            "order", \.order, form: .text,
            "The order of hosts: inventory, sorted, reverse_sorted, reverse_inventory, shuffle."),
        section("roles", .play, "Roles to run between pre_tasks and tasks."),
        section("pre_tasks", .play, "Tasks to run before the roles."),
        section("tasks", .play, "Tasks to run after the roles."),
        section("post_tasks", .play, "Tasks to run at the end."),
        section("handlers", .play, "Tasks to run when they are notified."),
        Keyword("user", .play, "The old name of remote_user.") { node, draft throws(Diagnostic) in
            draft.attributes.remoteUser = try node.optionalValue(of: "remote_user", .text)
            if let remoteUser = table["remote_user"] { draft.written.append(remoteUser) }
        },
    ]

    private static func own(
        _ name: String, _ path: ValuePath<PlayKeywords>, form: Written.Form = .any,
        _ documentation: String
    ) -> Keyword {
        Keyword(name, .play, documentation) { node, draft throws(Diagnostic) in
            draft.play[keyPath: path] = try node.optionalValue(of: name, form)
        }
    }
}

extension Written {
    fileprivate func hostPatterns() throws(Diagnostic) -> Value {
        let patterns = elements ?? [self]
        if isNull || patterns.isEmpty || scalarText == "" {
            throw Diagnostic("Hosts list cannot be empty. Please check your playbook", at: span)
        }
        if isMapping {
            throw Diagnostic("Hosts list must be a sequence or string. Please check your playbook.", at: span)
        }
        let values = try patterns.map { node throws(Diagnostic) in
            if node.isNull {
                throw Diagnostic(
                    "Hosts list cannot contain values of 'None'. Please check your playbook", at: node.span)
            }
            let pattern = try node.value()
            guard pattern.writtenText != nil else {
                if elements == nil {
                    throw Diagnostic(
                        "Hosts list must be a sequence or string. Please check your playbook.", at: node.span)
                }
                throw Diagnostic(
                    "Hosts list contains an invalid host value: '\(node.scalarText ?? "")'", at: node.span)
            }
            return pattern
        }
        return elements == nil ? values[0] : .list(values)
    }
}

extension VarsPrompt {
    private static let values: [(name: String, path: ValuePath<VarsPrompt>)] = [
        ("prompt", \.prompt), ("default", \.default), ("private", \.isPrivate), ("confirm", \.confirm),
        ("encrypt", \.encrypt), ("salt_size", \.saltSize), ("salt", \.salt), ("unsafe", \.unsafe),
    ]

    init(_ node: Written) throws(Diagnostic) {
        guard let mapping = Mapping(node) else {
            throw Diagnostic(
                "Invalid variable file contents.", at: node.span,
                help: "Variable files must contain either a dictionary of variables, or a list of dictionaries.")
        }
        guard let name = mapping["name"]?.scalarText else {
            throw Diagnostic("Invalid vars_prompt data structure, missing 'name' key", at: node.span)
        }
        self.init(name: name)
        for entry in mapping.entries where entry.name != "name" {
            guard let row = Self.values.first(where: { $0.name == entry.name }) else {
                throw Diagnostic(
                    "Invalid vars_prompt data structure, found unsupported key '\(entry.name)'", at: entry.key.span)
            }
            self[keyPath: row.path] = try entry.value.optionalValue(of: row.name, .any)
        }
    }
}
