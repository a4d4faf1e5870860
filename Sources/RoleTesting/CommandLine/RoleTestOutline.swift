/// The command line of role tests as data, for manual pages and completions of shells.
public struct RoleTestOutline: Sendable {
    public struct Option: Sendable {
        /// As written, `-s` and `--scenario-name`.
        public var names: [String]
        /// The placeholder of its value; empty where it takes none.
        public var value: String
        public var help: String
        /// The values that it may have; empty for any.
        public var choices: [String]
    }

    public struct Command: Sendable {
        /// As it is called, `swiftplay test converge`.
        public var title: String
        public var about: String
        /// The usage, without the word `Usage:`.
        public var synopsis: String
        public var options: [Option]
    }

    /// The program without a command.
    public var main: Command
    public var commands: [Command]

    /// - Parameter program: how it is called, `swiftplay test`.
    public init(program: String) {
        main = Self.command(HelpText(program: program, row: nil, isNative: true))
        commands = CommandTable.rows.filter { $0.name != "test" }.map {
            Self.command(HelpText(program: program, row: $0, isNative: true))
        }
        // Without a word of its own the program tests.
        let test = CommandTable.rows.filter { $0.name == "test" }.flatMap(\.options)
        let known = Set(main.options.flatMap(\.names))
        main.options += test.filter { !$0.isHidden }.map(Self.option).filter { known.isDisjoint(with: $0.names) }
    }

    private static func command(_ text: HelpText) -> Command {
        let options = (text.row?.options ?? CommandOptions.main).filter { !$0.isHidden }
        return Command(
            title: text.command, about: text.about,
            synopsis: String(text.usage.dropFirst("Usage: ".count)), options: options.map(option))
    }

    private static func option(_ option: CommandOption) -> Option {
        var names = (option.short.map { ["-\($0)"] } ?? []) + ["--\(option.long)"]
        var (value, choices): (String, [String]) = ("", [])
        switch option.value {
        case .flag: names.append("--no-\(option.long)")
        case .text, .optional: value = "TEXT"
        case .choice(let words): (value, choices) = ("TEXT", words)
        case .count, .version: break
        }
        return Option(names: names, value: value, help: option.help, choices: choices)
    }
}
