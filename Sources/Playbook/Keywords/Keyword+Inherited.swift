import Diagnostics
import Values
import YAML

extension Keyword {
    /// Keywords that plays, roles, blocks and tasks share and hand down.
    static let inherited: [Keyword] =
        connection + become + behaviour + [
            Keyword(
                name: "environment", places: .everywhere, inheritance: .outermostFirst,
                documentation:
                    "Environment variables of the task's command or module, as a dictionary or a list of them.",
                read: { node, draft throws(Diagnostic) in draft.attributes.environment = try node.listValue() },
                inherit: { $0.environment += $1.environment }),
            Keyword(
                name: "module_defaults", places: .everywhere, inheritance: .outermostFirst,
                documentation: "Arguments that modules get where a task does not give them, by module name.",
                read: { node, draft throws(Diagnostic) in draft.attributes.moduleDefaults = try node.moduleDefaults() },
                inherit: { $0.moduleDefaults += $1.moduleDefaults }),
            Keyword(
                name: "when", places: [.role, .block, .task, .handler, .include, .importPlaybook],
                inheritance: .outermostFirst,
                documentation: "Conditions, all of which must hold for the task to run.",
                read: { node, draft throws(Diagnostic) in draft.attributes.when = try node.conditionValues() },
                inherit: { $0.when += $1.when }),
            Keyword(
                name: "tags", places: .everywhere.union([.include]).subtracting(.metadata),
                inheritance: .innermostFirst,
                documentation: "Names by which a run can take or leave the task.",
                read: { node, draft throws(Diagnostic) in draft.attributes.tags = try node.tagList() },
                inherit: { $0.tags = $1.tags + $0.tags }),
            Keyword(
                name: "collections", places: .everywhere.union([.include]).subtracting(.importPlaybook),
                inheritance: .nearest,
                documentation: "Collections in which modules and roles with short names are looked up.",
                read: { node, draft throws(Diagnostic) in
                    draft.attributes.collections = try node.nameList(of: "collections")
                },
                inherit: { inherited, own in
                    if let names = own.collections { inherited.collections = names }
                }),
            Keyword(
                "notify", [.block, .task, .handler], nearest: \.notify,
                "Handlers, by name or topic, to run when the task changed something."),
            Keyword(
                "delegate_to", [.role, .block, .task, .handler], nearest: \.delegateTo, form: .text,
                "The host to run on in place of the one the task is for."),
            Keyword(
                "delegate_facts", [.role, .block, .task, .handler], nearest: \.delegateFacts,
                "Whether facts gathered by a delegated task belong to the delegated host."),
        ]

    private static let connection: [Keyword] = [
        Keyword("connection", .everywhere, nearest: \.connection, form: .text, "The way to reach the host."),
        Keyword("port", .everywhere, nearest: \.port, "The port to connect to."),
        Keyword("remote_user", .everywhere, nearest: \.remoteUser, form: .text, "The user to log in as."),
    ]

    private static let become: [Keyword] = [
        Keyword("become", .everywhere, nearest: \.become, "Whether to act as another user after logging in."),
        Keyword("become_method", .everywhere, nearest: \.becomeMethod, form: .text, "How to become the other user."),
        Keyword("become_user", .everywhere, nearest: \.becomeUser, form: .text, "The user to become."),
        Keyword("become_flags", .everywhere, nearest: \.becomeFlags, form: .text, "Flags for the become program."),
        Keyword("become_exe", .everywhere, nearest: \.becomeExe, form: .text, "The become program's path."),
    ]

    private static let behaviour: [Keyword] = [
        Keyword(
            "no_log", .everywhere.union(.include), nearest: \.noLog,
            "Whether arguments and results are kept out of all output."),
        Keyword(
            "run_once", .everywhere.union(.include), nearest: \.runOnce,
            "Whether one host runs the task for all hosts of the batch."),
        Keyword(
            "ignore_errors", .everywhere.union(.include), nearest: \.ignoreErrors,
            "Whether the host goes on after a failure."),
        Keyword(
            "ignore_unreachable", .everywhere, nearest: \.ignoreUnreachable,
            "Whether the host goes on after it could not be reached."),
        Keyword(
            "unreachable_retries", [.play, .role, .block, .task, .handler], nearest: \.unreachableRetries,
            "How often to try again to reach the host; where it is given, a rescue catches that the host cannot be reached."
        ),
        Keyword(
            "unreachable_delay", [.play, .role, .block, .task, .handler], nearest: \.unreachableDelay,
            "Seconds between these tries."),
        Keyword("check_mode", .everywhere, nearest: \.checkMode, "Whether to predict changes and make none."),
        Keyword("diff", .everywhere, nearest: \.diff, "Whether to show what changes."),
        Keyword(
            "any_errors_fatal", .everywhere, nearest: \.anyErrorsFatal,
            "Whether the failure of one host ends the play for all."),
        Keyword("throttle", .everywhere, nearest: \.throttle, "How many hosts may run the task at a time."),
        Keyword(
            "timeout", .everywhere.union(.include), nearest: \.timeout,
            "Seconds after which the task fails; 0 for no limit."),
        Keyword(
            "debugger", .everywhere.union(.include), nearest: \.debugger, form: .text,
            "When to stop in the task debugger: always, never, on_failed, on_unreachable, on_skipped."),
    ]
}

extension Written {
    /// `tags:`, a list or a text with commas.
    fileprivate func tagList() throws(Diagnostic) -> [Value] {
        if elements != nil || isNull { return try listValue() }
        switch try value() {
        case .template(let template) where !template.text.contains(","): return [.template(template)]
        case .template(let template):
            let written = Value.template(template)
            return template.text.split(separator: ",").map { written.part($0.trimmingBlanks, span: span) }
        case .string(let text):
            return text.split(separator: ",", omittingEmptySubsequences: false).map { .string($0.trimmingBlanks) }
        default: throw Diagnostic("tags must be specified as a list", at: span).asGeneralError
        }
    }

    /// `module_defaults:`, a dict or a list of dicts.
    fileprivate func moduleDefaults() throws(Diagnostic) -> [Dict] {
        var found: [Dict] = []
        for node in isNull ? [] : elements ?? [self] {
            guard let defaults = try node.value().mapping else {
                throw Diagnostic(
                    "The field 'module_defaults' is supposed to be a dictionary or list of dictionaries, the keys of "
                        + "which must be static action, module, or group names. Only the values may contain "
                        + "templates. For example: {'ping': \"{{ ping_defaults }}\"}", at: node.span)
            }
            found.append(defaults)
        }
        return found
    }
}
