/// What is known of a keyword beside its sentence, for references: the type of its value, when it is rendered, and in
/// what order keywords of one thing are read.
///
/// Source: the attributes of plays, blocks and tasks in "Playbook Keywords" of the Ansible documentation.
public struct KeywordReference: Sendable {
    public let name: String
    public let documentation: String
    public let places: Keyword.Places
    /// `bool`, `class`, `dict`, `float`, `int`, `list`, `percent` or `string`.
    public let type: String
    /// The larger, the later it is read.
    public let priority: Int
    /// `explicit` for values in which templates are marked, `implicit` for expressions, `static` for neither.
    public let template: String
    public let alias: String?

    /// All keywords of plays, roles, blocks, tasks and handlers, by name.
    public static let all: [String: KeywordReference] = Dictionary(
        Keyword.all.map { ($0.name, KeywordReference($0)) }, uniquingKeysWith: { first, _ in first })

    private init(_ keyword: Keyword) {
        name = keyword.name
        documentation = keyword.documentation
        places = keyword.places
        type = Self.types.first { $0.value.contains(keyword.name) }?.key ?? "string"
        priority = Self.priorities[keyword.name] ?? 0
        template =
            Self.expressions.contains(keyword.name)
            ? "implicit" : Self.plain.contains(keyword.name) ? "static" : "explicit"
        alias = keyword.name == "async" ? "async" : nil
    }

    private static let types: [String: Set<String>] = [
        "bool": [
            "any_errors_fatal", "become", "check_mode", "delegate_facts", "diff", "force_handlers", "gather_facts",
            "ignore_errors", "ignore_unreachable", "no_log", "run_once",
        ],
        "class": ["loop_control"], "dict": ["args", "vars"], "float": ["delay"], "percent": ["max_fail_percentage"],
        "int": ["async", "gather_timeout", "poll", "port", "retries", "throttle", "timeout"],
        "list": [
            "always", "block", "changed_when", "collections", "environment", "failed_when", "gather_subset", "handlers",
            "hosts", "listen", "loop", "module_defaults", "notify", "post_tasks", "pre_tasks", "rescue", "roles",
            "serial", "tags", "tasks", "until", "vars_files", "vars_prompt", "when",
        ],
    ]
    private static let priorities = [
        "collections": 100, "handlers": -1, "hosts": -2, "post_tasks": -1, "pre_tasks": -1, "roles": 90, "tasks": -1,
        "vars": 100, "vars_files": 99,
    ]
    private static let expressions: Set = ["changed_when", "failed_when", "until", "when"]
    private static let plain: Set = ["collections", "register", "vars"]
}
