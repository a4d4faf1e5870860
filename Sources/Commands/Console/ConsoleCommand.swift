import Callbacks
import Configuration
import Diagnostics
import Execution
import Glibc

/// Takes tasks one by one from standard input and runs them on hosts (`ansible-console`).
struct ConsoleCommand: Command {
    static let defaults = ConsoleOptions()

    static func syntax(_ program: String) -> Syntax<ConsoleOptions> {
        Syntax(
            program, "REPL console for executing Ansible tasks.",
            epilog: "This is not a live session/connection: each task is executed in the background and returns its "
                + "results.",
            [Syntax.version] + ConsoleOptions.arguments())
    }

    let call: CommandCall<ConsoleOptions>

    func run() async throws -> Int32 {
        try call.checkForks(call.options.run.forks)
        guard !call.options.step else { throw Diagnostic("The option --step cannot be honoured.") }
        let world = try World(verbose: call.options.run.output.verbose)
        world.introduce(program: call.program)
        let preparation = try RunPreparation(call.options.run, in: world)
        let pattern = call.options.pattern ?? "all"
        let inventory = try await preparation.inventory(for: pattern)
        if try inventory.selected(by: [pattern]).isEmpty, !inventory.hasNoHosts {
            throw Diagnostic("Specified inventory, host pattern and/or --limit leaves us with no hosts to target.")
        }
        var console = Console(preparation, inventory, pattern: pattern)
        print("Welcome to the ansible console. Type help or ? to list commands.\n")
        let prompter = TerminalPrompter()
        while true {
            fflush(nil)
            guard let line = prompter.answer(console.prompt) else { break }
            guard try await console.obey(line) else { break }
        }
        print("\nAnsible-console was exited.")
        return 0
    }
}
