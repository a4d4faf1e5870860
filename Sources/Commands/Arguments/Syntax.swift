/// The command line of one command: what it is called, what it takes, and its subcommands.
struct Syntax<Options>: Sendable {
    /// A subcommand.
    struct Choice: Sendable {
        var name: String
        var help: String
        var syntax: Syntax<Options>
        var apply: @Sendable (inout Options) -> Void
    }

    var program: String
    var description: String
    var epilog = ""
    var arguments: [Argument<Options>]
    /// The name of the place where a subcommand stands, and those that there are.
    var choicePlaceholder = "action"
    /// Whether usage and help show that name instead of the subcommands.
    var showsChoicePlaceholder = false
    var choices: [Choice] = []

    init(_ program: String, _ description: String, epilog: String = "", _ arguments: [Argument<Options>]) {
        self.program = program
        self.description = description
        self.epilog = epilog
        let help = Argument<Options>(["-h", "--help"], .none, help: "show this help message and exit") { _, _ in }
        self.arguments = [Self.ending(help, .help)] + arguments
    }

    private static func ending(_ argument: Argument<Options>, _ kind: Argument<Options>.Ending) -> Argument<Options> {
        var argument = argument
        argument.ending = kind
        return argument
    }

    /// `--version`.
    static var version: Argument<Options> {
        ending(
            Argument(["--version"], .none, help: "show the version, the configuration file and search paths and exit") {
                _, _ in
            }, .version)
    }

    /// The words as options. Throws a ``CommandLineEnd`` for words that cannot be read and for questions.
    func read(_ words: [String], into options: inout Options) throws(CommandLineEnd) {
        let next: (Choice, [String])?
        do throws(ReadingStop) {
            var reader = ArgumentReader(self, words)
            next = try reader.read(into: &options)
        } catch {
            switch error {
            case .misuse(let error): throw misuse(error.message)
            case .ended(.help): throw .help(UsageText(self).help)
            case .ended(.version): throw .version
            }
        }
        guard let (choice, rest) = next else { return }
        choice.apply(&options)
        try choice.syntax.read(rest, into: &options)
    }

    /// The complaint about words that were read but make no sense together.
    func misuse(_ message: String) -> CommandLineEnd {
        let text = UsageText(self)
        return .misuse(text.usage + "\(program): error: \(message)\n", help: text.help)
    }
}
