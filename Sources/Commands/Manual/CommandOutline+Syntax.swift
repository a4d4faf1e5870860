import RoleTesting

extension CommandOutline {
    /// The command line that a table of arguments describes.
    ///
    /// - Parameter about: what the command does; nil for what the table says.
    init<Options>(_ syntax: Syntax<Options>, about: String? = nil) {
        let shown = syntax.arguments.filter { $0.help != nil }
        func option(_ argument: Argument<Options>) -> Option {
            Option(
                names: argument.names, value: argument.arity == .none ? "" : argument.placeholder,
                help: argument.help ?? "", choices: argument.choices)
        }
        self.init(
            title: syntax.program, about: about ?? syntax.description, synopsis: UsageText(syntax).synopsis,
            options: shown.filter { !$0.isPositional }.map(option), words: shown.filter(\.isPositional).map(option),
            subcommands: syntax.choices.map { choice in
                var syntax = choice.syntax
                if !syntax.program.hasSuffix(" \(choice.name)") { syntax.program += " \(choice.name)" }
                return CommandOutline(syntax, about: choice.help.isEmpty ? nil : choice.help)
            })
    }
}
