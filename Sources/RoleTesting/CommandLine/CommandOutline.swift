/// What a command takes, as data: what manual pages and completions of shells are made from.
public struct CommandOutline: Sendable {
    /// An option, or a positional word.
    public struct Option: Sendable {
        /// As written, `-f` and `--forks`; none for a positional word.
        public var names: [String]
        /// The placeholder of its value; empty where it takes none.
        public var value: String
        public var help: String
        /// The values that it may have; empty for any.
        public var choices: [String]

        public init(names: [String], value: String, help: String, choices: [String] = []) {
            self.names = names
            self.value = value
            self.help = help
            self.choices = choices
        }
    }

    /// As it is called, `swiftplay galaxy role`.
    public var title: String
    public var about: String
    /// The usage, without the word in front of it.
    public var synopsis: String
    public var options: [Option]
    public var words: [Option]
    public var subcommands: [CommandOutline]

    /// The last word of the title.
    public var name: String { title.split(separator: " ").last.map(String.init) ?? title }

    public init(
        title: String, about: String, synopsis: String, options: [Option], words: [Option] = [],
        subcommands: [CommandOutline] = []
    ) {
        self.title = title
        self.about = about
        self.synopsis = synopsis
        self.options = options
        self.words = words
        self.subcommands = subcommands
    }
}

extension CommandOutline {
    /// The command line of role tests.
    ///
    /// - Parameter program: how it is called, `swiftplay test`.
    public init(roleTests program: String) {
        self.init(HelpText(program: program, row: nil, isNative: true))
        subcommands = CommandTable.rows.filter { $0.name != "test" }.map { row in
            var outline = CommandOutline(HelpText(program: program, row: row, isNative: true))
            outline.subcommands = row.subcommands.map {
                CommandOutline(HelpText(program: program, row: $0, isNative: true))
            }
            return outline
        }
        // Without a word of its own the program tests.
        let test = CommandTable.rows.filter { $0.name == "test" }.flatMap(\.options)
        let known = Set(options.flatMap(\.names))
        options += test.filter { !$0.isHidden }.map(Option.init).filter { known.isDisjoint(with: $0.names) }
    }

    private init(_ text: HelpText) {
        self.init(
            title: text.command, about: text.about, synopsis: String(text.usage.dropFirst("Usage: ".count)),
            options: (text.row?.options ?? CommandOptions.main).filter { !$0.isHidden }.map(Option.init))
    }
}

extension CommandOutline.Option {
    fileprivate init(_ option: CommandOption) {
        var names = (option.short.map { ["-\($0)"] } ?? []) + ["--\(option.long)"]
        var (value, choices): (String, [String]) = ("", [])
        switch option.value {
        case .flag: names.append("--no-\(option.long)")
        case .text, .optional: value = "TEXT"
        case .choice(let words): (value, choices) = ("TEXT", words)
        case .count, .version: break
        }
        self.init(names: names, value: value, help: option.help, choices: choices)
    }
}
