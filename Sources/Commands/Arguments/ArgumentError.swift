/// What is wrong with the words of a command line.
struct ArgumentError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// How the reading of a command line ended without a command to run.
enum CommandLineEnd: Error {
    /// The usage and the complaint; the help of the (sub)command that the words belong to.
    case misuse(String, help: String)
    case help(String)
    case version
}
