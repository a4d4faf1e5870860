import Modules
import System
import Values

/// `ansible.builtin.command`: runs a program without a shell.
struct CommandModule: Module {
    static let name = "ansible.builtin.command"
    static let arguments = ArgumentSpec(
        CommandExecution.options + [
            Option("argv", .list, elements: .string), Option("expand_argument_vars", .bool, default: true),
            Option("_uses_shell", .bool, default: false),
        ],
        mutuallyExclusive: [["_raw_params", "cmd", "argv"]], requiredOneOf: [["_raw_params", "cmd", "argv"]])

    private let execution: CommandExecution
    private let warnings: [String]

    init(_ arguments: Arguments) throws(ModuleFailure) {
        if arguments.bool("_uses_shell") == true {
            execution = try ShellModule.execution(arguments)
            warnings = []
            return
        }
        let words: [String]
        if let line = arguments.string("_raw_params") ?? arguments.string("cmd"), !line.isEmpty {
            do { words = try ShellWords.split(line) } catch { throw ModuleFailure(error.message) }
        } else {
            words = arguments.strings("argv") ?? []
        }
        guard !words.isEmpty else { throw ModuleFailure("no command given", values: ["rc": 256]) }
        let expand = arguments.bool("expand_argument_vars") ?? true
        execution = CommandExecution(
            .words(words, expand: expand), shown: .list(words.map { .string($0) }), arguments)
        warnings =
            arguments.string("executable").map {
                [
                    "As of Ansible 2.4, the parameter 'executable' is no longer supported with the 'command' module."
                        + " Not using '\($0)'."
                ]
            } ?? []
    }

    func run(on system: some System, in context: ModuleContext) async throws(ModuleFailure) -> Outcome {
        try await execution.run(on: system, in: context, warnings: warnings)
    }
}
