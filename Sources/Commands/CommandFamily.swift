import RoleTesting

/// The commands of the program, and the names that they have.
enum CommandFamily {
    /// One command.
    struct Row: Sendable {
        /// The word behind `swiftplay`.
        var word: String
        /// Ansible's program that it takes the place of; nil for a command that Ansible does not have.
        var program: String?
        var command: any Command.Type
    }

    static let rows: [Row] = [
        Row(word: "playbook", program: "ansible-playbook", command: PlaybookCommand.self),
        Row(word: "adhoc", program: "ansible", command: AdHocCommand.self),
        Row(word: "inventory", program: "ansible-inventory", command: InventoryCommand.self),
        Row(word: "vault", program: "ansible-vault", command: VaultCommand.self),
        Row(word: "config", program: "ansible-config", command: ConfigCommand.self),
        Row(word: "pull", program: "ansible-pull", command: PullCommand.self),
        Row(word: "console", program: "ansible-console", command: ConsoleCommand.self),
        Row(word: "galaxy", program: "ansible-galaxy", command: GalaxyCommand.self),
        Row(word: "doc", program: "ansible-doc", command: DocCommand.self),
        Row(word: "resume", command: ResumeCommand.self),
        Row(word: "report", command: ReportCommand.self),
        Row(word: "man", command: ManualCommand.self),
        Row(word: "completion", command: CompletionCommand.self),
    ]

    /// The word of the role tests, whose command line follows other rules.
    static let roleTests = "test"

    /// Whether a command was called by no name of Ansible's or Molecule's, so that what these do not have is there unasked.
    ///
    /// - Parameter program: the name it was called by, with the word of the command where there is one.
    static func isFamily(_ program: String) -> Bool { !program.hasPrefix("ansible") && program != "molecule" }

    static func row(program: String) -> Row? { rows.first { $0.program == program } }

    /// What a command takes.
    ///
    /// - Parameter program: the name that it is called by; nil for `swiftplay` with its word.
    static func outline(of row: Row, as program: String? = nil) -> CommandOutline {
        outline(row.command, program ?? "swiftplay \(row.word)")
    }

    private static func outline<C: Command>(_ type: C.Type, _ program: String) -> CommandOutline {
        CommandOutline(C.syntax(program))
    }
}
