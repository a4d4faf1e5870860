/// One option of the command line, and what it does to an invocation.
struct CommandOption: Sendable {
    enum Value: Sendable {
        /// `--name` and `--no-name`.
        case flag
        case count
        case text
        case choice([String])
        /// `--name` alone or `--name=text`.
        case optional
        /// Ends the reading.
        case version
    }

    let long: String
    var short: Character?
    let value: Value
    let help: String
    /// Not shown.
    var isHidden = false
    let apply: @Sendable (inout Invocation, String) throws(CommandLineMisuse) -> Void

    init(
        _ long: String, _ short: Character? = nil, _ value: Value, _ help: String, isHidden: Bool = false,
        _ apply: @escaping @Sendable (inout Invocation, String) throws(CommandLineMisuse) -> Void
    ) {
        self.long = long
        self.short = short
        self.value = value
        self.help = help
        self.isHidden = isHidden
        self.apply = apply
    }

    static func flag(
        _ long: String, _ help: String, _ set: @escaping @Sendable (inout Invocation, Bool) -> Void
    ) -> CommandOption {
        CommandOption(long, nil, .flag, help) { invocation, word in set(&invocation, word == "true") }
    }

    static func text(
        _ long: String, _ short: Character? = nil, _ help: String, isHidden: Bool = false,
        _ set: @escaping @Sendable (inout Invocation, String) -> Void
    ) -> CommandOption {
        CommandOption(long, short, .text, help, isHidden: isHidden) { invocation, word in set(&invocation, word) }
    }
}

/// What is wrong with the words of a command line: exit status 2.
struct CommandLineMisuse: Error {
    let message: String
    init(_ message: String) { self.message = message }
}
