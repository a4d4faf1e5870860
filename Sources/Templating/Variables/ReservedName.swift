public import Diagnostics
public import Loading
public import Values
import YAML

/// A variable that is called like a keyword of plays and tasks or like a function of templates, which both get in its way.
public struct ReservedName: Sendable {
    public let name: String
    /// Where the variable is named; nil where it is not known.
    public let span: Span?

    /// Nil for a name that nothing else has.
    public init?(_ name: String, at span: Span?) {
        guard Self.all.contains(name) else { return nil }
        self.name = name
        self.span = span
    }

    /// Those among the names of some variables.
    public static func among(_ variables: Dict, at place: (String) -> Span?) -> [ReservedName] {
        variables.keys.compactMap { key in
            guard let name = key.text, all.contains(name) else { return nil }
            return ReservedName(name, at: place(name))
        }
    }

    public var warning: Diagnostic {
        Diagnostic("Found variable using reserved name '\(name)'.", at: span, severity: .warning)
    }

    private static let all: Set<String> = keywords.union(functions)

    private static let keywords: Set<String> = [
        "action", "always", "any_errors_fatal", "args", "async", "async_val", "become", "become_exe", "become_flags",
        "become_method", "become_user", "block", "changed_when", "check_mode", "collections", "connection", "debugger",
        "delay", "delegate_facts", "delegate_to", "diff", "environment", "fact_path", "failed_when", "force_handlers",
        "gather_facts", "gather_timeout", "handlers", "hosts", "ignore_errors", "ignore_unreachable", "local_action",
        "loop", "loop_control", "loop_with", "max_fail_percentage", "module_defaults", "name", "no_log", "notify",
        "order", "poll", "port", "post_tasks", "pre_tasks", "register", "remote_user", "rescue", "retries", "roles",
        "run_once", "serial", "strategy", "tags", "tasks", "throttle", "timeout", "until", "vars_files", "vars_prompt",
        "when", "with_",
    ]

    private static let functions: Set<String> = [
        "cycler", "dict", "joiner", "lipsum", "lookup", "namespace", "now", "omit", "q", "query", "range", "undef",
    ]
}

extension DataLoader {
    /// The reserved ones among variables that stand in the file at `path`.
    public func reservedNames(among variables: Dict, at path: String) -> [ReservedName] {
        ReservedName.among(variables) { name in
            guard case .mapping(let pairs)? = (try? document(at: path))?.content else { return nil }
            return pairs.last { pair in
                if case .scalar(name, _) = pair.key.content { true } else { false }
            }?.key.span
        }
    }
}
