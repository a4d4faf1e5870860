import RoleTesting

/// What a command takes: what manual pages and completions of shells are made from.
struct CommandOutline: Sendable {
    /// An option, or a positional word.
    struct Option: Sendable {
        /// As written, `-f` and `--forks`; none for a positional word.
        var names: [String]
        /// The placeholder of its value; empty where it takes none.
        var value: String
        var help: String
        /// The values that it may have; empty for any.
        var choices: [String] = []
    }

    /// As it is called, `swiftplay galaxy role`.
    var title: String
    var about: String
    /// The usage, without the word `usage:`.
    var synopsis: String
    var options: [Option]
    var words: [Option] = []
    var subcommands: [CommandOutline] = []

    /// The last word of the title.
    var name: String { title.split(separator: " ").last.map(String.init) ?? title }

    init<Options>(_ syntax: Syntax<Options>, about: String? = nil) {
        title = syntax.program
        self.about = about ?? syntax.description
        synopsis = UsageText(syntax).synopsis
        let shown = syntax.arguments.filter { $0.help != nil }
        func option(_ argument: Argument<Options>) -> Option {
            Option(
                names: argument.names, value: argument.arity == .none ? "" : argument.placeholder,
                help: argument.help ?? "", choices: argument.choices)
        }
        options = shown.filter { !$0.isPositional }.map(option)
        words = shown.filter(\.isPositional).map(option)
        subcommands = syntax.choices.map { choice in
            var syntax = choice.syntax
            if !syntax.program.hasSuffix(" \(choice.name)") { syntax.program += " \(choice.name)" }
            return CommandOutline(syntax, about: choice.help.isEmpty ? nil : choice.help)
        }
    }

    /// The command of role tests with its steps.
    init(roleTests title: String) {
        let outline = RoleTestOutline(program: title)
        self.init(outline.main)
        subcommands = outline.commands.map(CommandOutline.init)
    }

    private init(_ command: RoleTestOutline.Command) {
        title = command.title
        about = command.about
        synopsis = command.synopsis
        options = command.options.map {
            Option(names: $0.names, value: $0.value, help: $0.help, choices: $0.choices)
        }
    }
}
