/// Whether and how to become another user on hosts.
struct BecomeOptions: Sendable {
    var become = false
    var becomeMethod: String?
    var becomeUser: String?
    var prompt = BecomePromptOptions()

    static let arguments: [Argument<Self>] =
        [
            .flag("-b", "--become", sets: \.become, help: "act as another user (asks for no password by itself)"),
            .value(
                "--become-method", as: "BECOME_METHOD", sets: \.becomeMethod,
                help: "how to become that user (default=sudo)"),
            .value(
                "--become-user", as: "BECOME_USER", sets: \.becomeUser, help: "the user to become (default=root)"),
        ].under("Privilege Escalation Options", "whether and how to become another user on hosts")
        + BecomePromptOptions.arguments.at(\.prompt)
}

/// Where the password of privilege escalation comes from.
struct BecomePromptOptions: Sendable {
    var asks = false
    var passwordFile: String?

    static let arguments: [Argument<Self>] = [
        .flag("-K", "--ask-become-pass", sets: \.asks, help: "ask for the password of privilege escalation")
            .exclusive("become password"),
        .value(
            "--become-password-file", "--become-pass-file", as: "BECOME_PASSWORD_FILE", sets: \.passwordFile,
            help: "file of the password of privilege escalation"
        ).exclusive("become password"),
    ]
}
