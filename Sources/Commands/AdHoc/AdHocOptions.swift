/// What `ansible` takes.
struct AdHocOptions: Sendable {
    var pattern: String?
    var run = TaskRunOptions()
    var records = RecordOptions()
    var module: String?
    var arguments: String?
    var seconds: Int?
    var poll: Int?
    var oneLine = false
    var tree: String?

    static func arguments() -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.run.output)
        arguments += BecomeOptions.arguments.at(\.run.becoming)
        arguments += InventoryOptions.arguments.at(\.run.inventory)
        arguments += [
            .number(
                "-P", "--poll", as: "POLL_INTERVAL", sets: \.poll,
                help: "seconds between two looks at a task in the background"),
            .number(
                "-B", "--background", as: "SECONDS", sets: \.seconds,
                help: "run in the background; failed after this many seconds"),
            .flag("-o", "--one-line", sets: \.oneLine, help: "one line of output a host"),
            .value("-t", "--tree", as: "TREE", sets: \.tree, help: "directory to keep results in, a file a host"),
        ]
        arguments += ConnectionOptions.arguments.at(\.run.connection)
        arguments += CheckOptions.arguments.at(\.run.checking)
        arguments += VariableOptions.arguments.at(\.run.variables)
        arguments += VaultOptions.arguments.at(\.run.vault)
        arguments +=
            (TaskRunOptions.forking + TaskRunOptions.modules + TaskRunOptions.withoutPlaybook
            + TaskRunOptions.singleTask).at(\.run)
        arguments += [
            .value(
                "-a", "--args", as: "MODULE_ARGS", sets: \.arguments,
                help: "arguments of the module, as 'opt1=val1 opt2=val2' or JSON"),
            .value(
                "-m", "--module-name", as: "MODULE_NAME", sets: \.module,
                help: "name of the module to run (default=command)"),
            .word("pattern", sets: \.pattern, help: "pattern of the hosts"),
        ]
        return arguments
    }
}
