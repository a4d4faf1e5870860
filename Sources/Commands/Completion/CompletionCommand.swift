/// Prints what a shell needs to complete command lines.
struct CompletionCommand: Command {
    struct Options: Sendable {
        var shell = CompletionScript.bash
        var withAnsible = false
    }

    static let defaults = Options()

    static func syntax(_ program: String) -> Syntax<Options> {
        Syntax(
            program, "Prints a script by which a shell completes the words of swiftplay's command lines.",
            [
                .flag("--ansible", sets: \.withAnsible, help: "complete also under the names of Ansible's programs"),
                .choice(as: "SHELL", sets: \.shell, help: "bash, zsh or fish"),
            ])
    }

    let call: CommandCall<Options>

    func run() async throws -> Int32 {
        let others = CommandFamily.rows.compactMap(\.program) + ["molecule"]
        print(
            call.options.shell.text(for: ["swiftplay"] + (call.options.withAnsible ? others : [])), terminator: "")
        return 0
    }
}
