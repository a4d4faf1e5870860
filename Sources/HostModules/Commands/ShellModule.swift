import Modules
import System
import Values

/// `ansible.builtin.shell`: runs a command line by a shell.
struct ShellModule: Module {
    static let name = "ansible.builtin.shell"
    /// It is `command` with an option of its own.
    static let arguments = CommandModule.arguments

    private let execution: CommandExecution

    init(_ arguments: Arguments) throws(ModuleFailure) { execution = try Self.execution(arguments) }

    static func execution(_ arguments: Arguments) throws(ModuleFailure) -> CommandExecution {
        let words = arguments.strings("argv") ?? []
        let line = arguments.string("_raw_params") ?? arguments.string("cmd")
        guard line?.isEmpty == false || !words.isEmpty else {
            throw ModuleFailure("no command given", values: ["rc": 256])
        }
        let shell = arguments.string("executable") ?? "/bin/sh"
        return CommandExecution(
            .script(line ?? ShellWords.join(words), shell: shell),
            shown: line.map { .string($0) } ?? .list(words.map { .string($0) }), arguments)
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await execution.run(on: system, in: context)
    }
}
