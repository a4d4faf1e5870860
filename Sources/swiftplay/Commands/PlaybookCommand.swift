import ArgumentParser

/// Runs playbooks on the hosts of an inventory.
struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Runs playbooks, executing the defined tasks on the targeted hosts.")

    @Argument(help: "Playbooks to run, in order.")
    var playbooks: [String]

    @OptionGroup var tagging: TagOptions
    @OptionGroup var inventory: InventoryOptions
    @OptionGroup var variables: VariableOptions
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var becoming: BecomeOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: [.customShort("C"), .long], help: "Change nothing; predict what would change.")
    var check = false

    @Flag(name: [.customShort("D"), .long], help: "Show the differences in changed files.")
    var diff = false

    @Option(name: [.customShort("f", allowingJoined: true), .long], help: "How many hosts to work on at a time.")
    var forks: Int?

    @Flag(help: "Run handlers even where a task fails.")
    var forceHandlers = false

    @Flag(help: "Check the syntax of the playbook and do nothing else.")
    var syntaxCheck = false

    @Flag(help: "List all tasks that would run.")
    var listTasks = false

    @Flag(help: "List all tags there are.")
    var listTags = false

    @Flag(help: "Confirm each task before it runs.")
    var step = false

    @Option(help: "Start at the task of this name.")
    var startAtTask: String?

    func run() async throws {
        try await PlaybookSession(self).run()
    }
}
