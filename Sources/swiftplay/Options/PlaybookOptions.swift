import ArgumentParser

/// Options of `ansible-playbook`, by the names and meanings of its manual.
struct TagOptions: ParsableArguments {
    @Option(
        name: [.customShort("t", allowingJoined: true), .long],
        help: "Only run plays and tasks tagged with these values; may be given several times.")
    var tags: [String] = []

    @Option(help: "Only run plays and tasks whose tags do not match these values; may be given several times.")
    var skipTags: [String] = []
}

struct InventoryOptions: ParsableArguments {
    @Option(
        name: [.customShort("i", allowingJoined: true), .long, .customLong("inventory-file")],
        help: "Inventory path or comma-separated host list; may be given several times.")
    var inventory: [String] = []

    @Option(name: [.customShort("l", allowingJoined: true), .long], help: "Further limit hosts to this pattern.")
    var limit: String?

    @Flag(help: "Show the matching hosts and do nothing else.")
    var listHosts = false

    @Flag(help: "Clear the fact cache of every host in the inventory.")
    var flushCache = false
}

struct VariableOptions: ParsableArguments {
    @Option(
        name: [.customShort("e", allowingJoined: true), .long],
        help: "Variables as key=value, YAML or JSON, or from a file with @ before its name; may be given several times."
    )
    var extraVars: [String] = []

    @Option(help: "A vault identity as ID@SOURCE; may be given several times.")
    var vaultId: [String] = []

    @Flag(
        name: [.customShort("J"), .customLong("ask-vault-password"), .customLong("ask-vault-pass")],
        help: "Ask for the vault password.")
    var askVaultPassword = false

    @Option(
        name: [.customLong("vault-password-file"), .customLong("vault-pass-file")],
        help: "A file (or program) that holds the vault password; may be given several times.")
    var vaultPasswordFile: [String] = []
}

struct ConnectionOptions: ParsableArguments {
    @Option(
        name: [.customLong("private-key"), .customLong("key-file")],
        help: "Use this file to authenticate the connection.")
    var privateKey: String?

    @Option(name: [.customShort("u", allowingJoined: true), .long], help: "Connect as this user.")
    var user: String?

    @Option(
        name: [.customShort("c", allowingJoined: true), .long], help: "Connection type to use (ssh, local, …).")
    var connection: String?

    @Option(
        name: [.customShort("T", allowingJoined: true), .long], help: "Seconds until a connection attempt is given up.")
    var timeout: Int?

    @Option(help: "Arguments as ssh takes them, for every connection, for example -o ProxyJump=gate.")
    var sshCommonArgs: String?

    @Option(help: "Arguments as ssh takes them.")
    var sshExtraArgs: String?

    @Option(help: .hidden)
    var sftpExtraArgs: String?

    @Option(help: .hidden)
    var scpExtraArgs: String?

    @Flag(name: [.customShort("k"), .long], help: "Ask for the connection password.")
    var askPass = false

    @Option(
        name: [.customLong("connection-password-file"), .customLong("conn-pass-file")],
        help: "A file that holds the connection password.")
    var connectionPasswordFile: String?
}

struct BecomeOptions: ParsableArguments {
    @Flag(name: [.customShort("b"), .long], help: "Run operations as another user (root unless said otherwise).")
    var become = false

    @Option(help: "How to become that user: sudo, su or doas.")
    var becomeMethod: String?

    @Option(help: "The user to become.")
    var becomeUser: String?

    @Flag(name: [.customShort("K"), .long], help: "Ask for the password of privilege escalation.")
    var askBecomePass = false

    @Option(
        name: [.customLong("become-password-file"), .customLong("become-pass-file")],
        help: "A file that holds the password of privilege escalation.")
    var becomePasswordFile: String?
}

struct OutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Say more; up to -vvvvvv.")
    var verbose: Int
}
