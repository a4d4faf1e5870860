/// Actions that loading itself has to know.
enum BuiltinAction: String, CaseIterable {
    case meta
    case includeTasks = "include_tasks"
    case importTasks = "import_tasks"
    case includeRole = "include_role"
    case importRole = "import_role"
    case importPlaybook = "import_playbook"

    /// The action that a written name stands for, alone or behind its collection.
    init?(_ name: String) {
        guard let action = Self.named[name] else { return nil }
        self = action
    }

    var qualified: String { "ansible.builtin.\(rawValue)" }

    private static let named = Dictionary(
        uniqueKeysWithValues: allCases.flatMap { action in spellings(of: action.rawValue).map { ($0, action) } })

    static func spellings(of name: String) -> [String] {
        [name, "ansible.builtin.\(name)", "ansible.legacy.\(name)"]
    }

    /// Actions whose text is a command, in which `a=b` is no argument.
    static let commands: Set<String> = Set(
        ["command", "raw", "script", "shell", "win_command", "win_shell"].flatMap(spellings)
            + ["ansible.windows.win_command", "ansible.windows.win_shell"])
}
