/// Runs playbooks on the hosts of an inventory.
struct PlaybookCommand: Command {
    static let defaults = PlaybookOptions()

    static func syntax(_ program: String) -> Syntax<PlaybookOptions> {
        Syntax(
            program, "Runs Ansible playbooks, executing the defined tasks on the targeted hosts.",
            [Syntax.version] + PlaybookOptions.arguments(isFamily: CommandFamily.isFamily(program))
                + RecordOptions.arguments(for: program).at(\.records))
    }

    let call: CommandCall<PlaybookOptions>

    func run() async throws -> Int32 { try await PlaybookSession(call).run() }
}
