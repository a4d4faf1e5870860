/// What `ansible-playbook` takes.
struct PlaybookOptions: Sendable {
    var playbooks: [String] = []
    var run = TaskRunOptions()
    var records = RecordOptions()
    var tagging = TagOptions()
    var forceHandlers = false
    var syntaxCheck = false
    var listTasks = false
    var listTags = false
    var step = false
    var startAtTask: String?
    var journal = JournalOptions()

    /// - Parameter isFamily: whether what Ansible's command does not have is taken too.
    static func arguments(isFamily: Bool = false) -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.run.output)
        arguments += ConnectionOptions.arguments.at(\.run.connection)
        arguments.append(
            .flag("--force-handlers", sets: \.forceHandlers, help: "run handlers even where a task fails"))
        arguments += BecomeOptions.arguments.at(\.run.becoming)
        arguments += TagOptions.arguments.at(\.tagging)
        arguments += CheckOptions.arguments.at(\.run.checking)
        arguments += InventoryOptions.arguments.at(\.run.inventory)
        arguments += VariableOptions.arguments.at(\.run.variables)
        arguments += VaultOptions.arguments.at(\.run.vault)
        arguments += (TaskRunOptions.forking + TaskRunOptions.modules).at(\.run)
        arguments += [
            .flag("--syntax-check", sets: \.syntaxCheck, help: "check the playbook's syntax and do nothing else"),
            .flag("--list-tasks", sets: \.listTasks, help: "list all tasks that would run"),
            .flag("--list-tags", sets: \.listTags, help: "list all tags there are"),
            .flag("--step", sets: \.step, help: "confirm each task before it runs"),
            .value(
                "--start-at-task", as: "START_AT_TASK", sets: \.startAtTask, help: "start at the task of this name"),
            .words("playbook", .some, sets: \.playbooks, help: "playbooks to run, in order"),
        ]
        return isFamily ? arguments + JournalOptions.arguments.at(\.journal) : arguments
    }
}
