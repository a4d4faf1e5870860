/// Where vault passwords come from.
struct VaultOptions: Sendable {
    var ids: [String] = []
    var asks = false
    var passwordFiles: [String] = []

    static let arguments: [Argument<Self>] = [
        .list("--vault-id", as: "VAULT_IDS", sets: \.ids, help: "a vault identity, as label@source"),
        .flag("-J", "--ask-vault-password", "--ask-vault-pass", sets: \.asks, help: "ask for the vault password")
            .exclusive("vault"),
        .list(
            "--vault-password-file", "--vault-pass-file", as: "VAULT_PASSWORD_FILES", sets: \.passwordFiles,
            help: "file that holds the vault password, or program that prints it"
        ).exclusive("vault"),
    ]
}
