/// What `ansible-vault` takes.
struct VaultCommandOptions: Sendable {
    enum Action: String, Sendable {
        case create, decrypt, edit, view, encrypt
        case encryptString = "encrypt_string"
        case rekey
    }

    var action = Action.view
    var output = OutputOptions()
    var vault = VaultOptions()
    var outputFile: String?
    var encryptID: String?
    var words: [String] = []
    var skipsTerminalCheck = false
    var prompts = false
    var showsInput = false
    var names: [String] = []
    var inputName: String?
    var newPasswordFile: String?
    var newID: String?

    static func syntax(_ program: String) -> Syntax<Self> {
        var syntax = Syntax<Self>(
            program, "encryption/decryption utility for Ansible data files",
            epilog: "See '\(program) <command> --help' for more information on a specific command.",
            [Syntax.version] + OutputOptions.arguments.at(\.output))
        let common = VaultOptions.arguments.at(\Self.vault) + OutputOptions.arguments.at(\.output)
        let output: [Argument<Self>] = [
            .value("--output", as: "OUTPUT_FILE", sets: \.outputFile, help: "file to write to; - is standard output")
        ]
        let encryptID: [Argument<Self>] = [
            .value(
                "--encrypt-vault-id", as: "ENCRYPT_VAULT_ID", sets: \.encryptID,
                help: "the vault identity to encrypt with, where there are several")
        ]
        let files: [Argument<Self>] = [.words("file_name", .any, sets: \.words, help: "file name")]
        syntax.choices = [
            choice(
                .create, "create an encrypted file", program,
                encryptID + common + files + [
                    .flag(
                        "--skip-tty-check", sets: \.skipsTerminalCheck,
                        help: "open the editor even where there is no terminal")
                ]),
            choice(.decrypt, "decrypt files or a text", program, output + common + files),
            choice(.edit, "edit an encrypted file", program, encryptID + common + files),
            choice(.view, "show an encrypted file", program, common + files),
            choice(.encrypt, "encrypt files", program, common + output + encryptID + files),
            choice(
                .encryptString, "encrypt a text", program,
                common + output + encryptID + [
                    .words("string_to_encrypt", .any, sets: \.words, help: "text to encrypt"),
                    .flag("-p", "--prompt", sets: \.prompts, help: "ask for the text"),
                    .flag("--show-input", sets: \.showsInput, help: "show what is typed for the text"),
                    .list("-n", "--name", as: "ENCRYPT_STRING_NAMES", sets: \.names, help: "name of the variable"),
                    .value(
                        "--stdin-name", as: "ENCRYPT_STRING_STDIN_NAME", sets: \.inputName,
                        help: "name of the variable for what is read from standard input"),
                ]),
            choice(
                .rekey, "encrypt a file with another password", program,
                common + encryptID + [
                    .value(
                        "--new-vault-password-file", as: "NEW_VAULT_PASSWORD_FILE", sets: \.newPasswordFile,
                        help: "file of the new password"
                    ).exclusive("new password"),
                    .value("--new-vault-id", as: "NEW_VAULT_ID", sets: \.newID, help: "the new vault identity")
                        .exclusive("new password"),
                ] + files),
        ]
        return syntax
    }

    private static func choice(
        _ action: Action, _ help: String, _ program: String, _ arguments: [Argument<Self>]
    ) -> Syntax<Self>.Choice {
        .init(
            name: action.rawValue, help: help, syntax: Syntax("\(program) \(action.rawValue)", "", arguments),
            apply: { $0.action = action })
    }
}
