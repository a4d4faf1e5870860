/// One command of the family.
protocol Command: SendableMetatype {
    associatedtype Options: Sendable

    /// What holds where the command line says nothing.
    static var defaults: Options { get }
    /// The command line that it reads.
    static func syntax(_ program: String) -> Syntax<Options>

    /// The words as its syntax takes them.
    static func prepared(_ words: [String]) -> [String]

    init(call: CommandCall<Options>)

    /// Runs it.
    ///
    /// - Returns: the exit status.
    func run() async throws -> Int32
}

extension Command {
    static func prepared(_ words: [String]) -> [String] { words }
}

/// A command line as it was understood.
struct CommandCall<Options: Sendable>: Sendable {
    /// The name by which the command was called.
    let program: String
    let options: Options
    let syntax: Syntax<Options>
    /// The words behind the name.
    let words: [String]

    /// Whether it was called by the program's own name, so that it may do what Ansible's command of that kind does not.
    var isFamily: Bool { CommandFamily.isFamily(program) }
}

/// A configuration that cannot be used: exit status 5.
struct ConfigurationError: Error {
    let message: String
}

/// Options that make no sense together or lack something: exit status 5.
struct OptionsError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}
