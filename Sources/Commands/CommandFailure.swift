import Callbacks
import Diagnostics

/// What an error that ended a command is told as, and the exit status that goes with it.
struct CommandFailure {
    let text: String
    let status: Int32
    /// Whether the text is for standard error; what was asked for is not.
    let isError: Bool

    init(_ error: any Error, program: String) {
        switch error {
        case CommandLineEnd.version: self.init(Version.text(program: program), 0, isError: false)
        case CommandLineEnd.help(let text): self.init(text, 0, isError: false)
        case CommandLineEnd.misuse(let complaint, let help):
            self.init(complaint + (help.isEmpty ? "" : " \n" + help), 2)
        case let error as OptionsError: self.init("[ERROR]: \(error.message)", 5)
        case let error as ConfigurationError: self.init("ERROR: \(error.message)", 5)
        case let diagnostic as Diagnostic:
            // Files that cannot be parsed have an exit status of their own.
            self.init(
                Display.closed("[ERROR]: \(diagnostic)"),
                diagnostic.exitStatus ?? (diagnostic.isParseError == true ? 4 : 1))
        default: self.init("[ERROR]: \(error)", 1)
        }
    }

    private init(_ text: String, _ status: Int32, isError: Bool = true) {
        self.text = text.hasSuffix("\n") ? text : text + "\n"
        self.status = status
        self.isError = isError
    }
}
