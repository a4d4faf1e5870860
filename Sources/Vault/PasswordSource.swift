/// Where a vault password comes from, as `--vault-id` and its kin name it.
public struct PasswordSource: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// Asked for; `namesID` shows the id in the question, as `--vault-id NAME@prompt` does.
        case prompt(namesID: Bool)
        /// A file that holds it, or a program that prints it.
        case file(String)
    }

    /// The id it is known by; nil where none was given.
    public let id: String?
    public let kind: Kind

    public init(id: String?, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    /// The argument of `--vault-id`: `SOURCE` or `ID@SOURCE`, the source a path or `prompt`.
    public init(vaultID argument: String) {
        let parts = argument.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let source = parts.last ?? ""
        id = parts.count == 2 ? parts[0] : nil
        switch source {
        case "prompt": kind = .prompt(namesID: true)
        case "prompt_ask_vault_pass": kind = .prompt(namesID: false)
        default: kind = .file(source)
        }
    }

    /// What `--vault-password-file` names.
    public static func passwordFile(_ path: String) -> PasswordSource {
        PasswordSource(id: "default", kind: .file(path))
    }

    /// What `--ask-vault-pass` means.
    public static let ask = PasswordSource(id: "default", kind: .prompt(namesID: false))
}
