/// What every command takes that runs tasks on hosts.
struct TaskRunOptions: Sendable {
    var output = OutputOptions()
    var inventory = InventoryOptions()
    var vault = VaultOptions()
    var variables = VariableOptions()
    var connection = ConnectionOptions()
    var becoming = BecomeOptions()
    var checking = CheckOptions()
    var forks: Int?
    var modulePath: [String] = []
    /// In place of a playbook's directory, for commands that have no playbook.
    var basedir: String?
    var taskTimeout: Int?

    static let forking: [Argument<Self>] = [
        .number("-f", "--forks", as: "FORKS", sets: \.forks, help: "how many hosts to work on at a time")
    ]
    static let modules: [Argument<Self>] = [
        .list(
            "-M", "--module-path", as: "MODULE_PATH", sets: \.modulePath,
            help: "directories searched for modules before all others, with colons between them")
    ]
    static let withoutPlaybook: [Argument<Self>] = [
        .value(
            "--playbook-dir", as: "BASEDIR", sets: \.basedir,
            help: "directory that stands for a playbook's: group_vars, roles and plugins are looked for beside it")
    ]
    static let singleTask: [Argument<Self>] = [
        .number(
            "--task-timeout", as: "TASK_TIMEOUT", sets: \.taskTimeout,
            help: "seconds that the task may take, a whole number above 0")
    ]
}
