package import System
import Values

/// The command by which a task wants a file checked before it is put in its place; `%s` stands for the file.
package struct Validation: Sendable {
    package let command: String
    /// What a failure says: the words differ from module to module.
    package var failure: @Sendable (_ result: CommandResult) -> ModuleFailure

    /// Nil where `command` is.
    package init?(_ command: String?, failure: @escaping @Sendable (CommandResult) -> ModuleFailure) {
        guard let command, !command.isEmpty else { return nil }
        self.command = command
        self.failure = failure
    }

    /// As most modules put it: `failed to validate: rc:1 error:…`.
    package static func plain(_ command: String?) -> Validation? {
        Validation(command) { ModuleFailure("failed to validate: rc:\($0.status) error:\($0.errorText)") }
    }

    package func check(_ path: String, on system: some System) async throws(ModuleFailure) {
        guard command.has("%s") else { throw ModuleFailure("validate must contain %s: \(command)") }
        let line = command.replacing("%s", by: path).replacing("%%", by: "%")
        let words: [String]
        do { words = try ShellWords.split(line) } catch { throw ModuleFailure(error.message) }
        let result = try await Machine(system).run(words)
        if !result.succeeded { throw failure(result) }
    }
}
