/// What `ansible-console` takes.
struct ConsoleOptions: Sendable {
    var pattern: String?
    var run = TaskRunOptions()
    var step = false

    static func arguments() -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.run.output)
        arguments += BecomeOptions.arguments.at(\.run.becoming)
        arguments += InventoryOptions.arguments.at(\.run.inventory)
        arguments += ConnectionOptions.arguments.at(\.run.connection)
        arguments += CheckOptions.arguments.at(\.run.checking)
        arguments += VaultOptions.arguments.at(\.run.vault)
        arguments += (TaskRunOptions.forking + TaskRunOptions.modules + TaskRunOptions.withoutPlaybook).at(\.run)
        arguments += VariableOptions.arguments.at(\.run.variables)
        arguments += TaskRunOptions.singleTask.at(\.run)
        arguments += [
            .word("pattern", .optional, sets: \.pattern, help: "pattern of the hosts"),
            .flag("--step", sets: \.step, help: "confirm each task before it runs"),
        ]
        return arguments
    }
}
