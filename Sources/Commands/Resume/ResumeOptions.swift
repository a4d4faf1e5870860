/// What `swiftplay resume` takes.
struct ResumeOptions: Sendable {
    var id: String?
    var forces = false
    var handlers = false
    var lists = false
    var output = OutputOptions()
    var vault = VaultOptions()

    static func arguments() -> [Argument<Self>] {
        var arguments: [Argument<Self>] = OutputOptions.arguments.at(\.output)
        arguments += VaultOptions.arguments.at(\.vault)
        arguments += [
            .flag("--force", sets: \.forces, help: "go on though content has changed that has run already"),
            .flag("--handlers", sets: \.handlers, help: "run the handlers that are owed, and nothing else"),
            .flag("--list", sets: \.lists, help: "list the runs that there are"),
            .word(
                "ID", .optional, sets: \.id,
                help: "the run, or how its id begins; the newest that has not come to its end where none is given"),
        ]
        return arguments
    }
}
