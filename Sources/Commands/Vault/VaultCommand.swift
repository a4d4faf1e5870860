import Callbacks
import Configuration
import Diagnostics
import Glibc
import Vault

/// Encrypts and decrypts files and texts (`ansible-vault`).
struct VaultCommand: Command {
    static let defaults = VaultCommandOptions()

    static func syntax(_ program: String) -> Syntax<VaultCommandOptions> { VaultCommandOptions.syntax(program) }

    let call: CommandCall<VaultCommandOptions>
    private var options: VaultCommandOptions { call.options }

    func run() async throws -> Int32 {
        try check()
        let world = try World(verbose: options.output.verbose)
        world.introduce(program: call.program)
        umask(0o077)
        let editor = VaultEditor(world: world)
        switch options.action {
        case .decrypt:
            let vault = try opening(world)
            try overFiles("ciphertext") { try editor.decrypt($0, with: vault, to: options.outputFile) }
            congratulate("Decryption successful")
        case .view:
            let vault = try opening(world)
            for file in options.words {
                Pager(configuration: world.configuration).show(
                    String(decoding: try editor.plain(of: file, vault).plain, as: UTF8.self))
            }
        case .edit:
            let vault = try opening(world)
            for file in options.words { try editor.edit(file, with: vault) }
        case .rekey:
            let vault = try opening(world)
            let secret = try rekeying(world)
            for file in options.words { try editor.rekey(file, from: vault, to: secret) }
            complain("Rekey successful")
        case .create:
            let secret = try sealing(world)
            guard options.words.count == 1 else {
                throw OptionsError("ansible-vault create can take only one filename argument")
            }
            guard isatty(STDOUT_FILENO) != 0 || options.skipsTerminalCheck else {
                throw OptionsError("not a tty, editor cannot be opened")
            }
            try editor.create(options.words[0], with: secret)
        case .encrypt:
            let secret = try sealing(world)
            try overFiles("plaintext") { try editor.encrypt($0, with: secret, to: options.outputFile) }
            congratulate("Encryption successful")
        case .encryptString:
            let secret = try sealing(world)
            let text = try StringEncryption(options: options, editor: editor, secret: secret).text()
            try editor.files.write(Bytes(text.utf8), to: options.outputFile ?? "-")
            congratulate("Encryption successful")
        }
        return 0
    }

    private func check() throws(OptionsError) {
        for id in options.vault.ids where id.contains(";") {
            throw OptionsError("'\(id)' is not a valid vault id. The character ';' is not allowed in vault ids")
        }
        if options.outputFile != nil, options.words.count > 1 {
            throw OptionsError("At most one input file may be used with the --output option")
        }
        if options.action == .encryptString, options.prompts, StringEncryption.readsInput(options) {
            throw OptionsError("The --prompt option is not supported if also reading input from stdin")
        }
    }

    private func overFiles(_ what: String, _ body: (String) throws -> Void) rethrows {
        if options.words.isEmpty, isatty(STDIN_FILENO) != 0 { complain("Reading \(what) input from stdin") }
        for file in options.words.isEmpty ? ["-"] : options.words { try body(file) }
    }

    private func congratulate(_ text: String) {
        if isatty(STDOUT_FILENO) != 0 { complain(text) }
    }

    // MARK: Secrets

    private func opening(_ world: World) throws -> Vault {
        let vault = try world.passwords.vault(options.vault, prompts: true)
        guard !vault.secrets.isEmpty else {
            throw OptionsError("A vault password is required to use Ansible's Vault")
        }
        return vault
    }

    /// The secret to encrypt with.
    private func sealing(_ world: World) throws -> VaultSecret {
        let id = options.encryptID ?? world.configuration.string("DEFAULT_VAULT_ENCRYPT_IDENTITY")
        let vault = try world.passwords.vault(options.vault, isNew: true, prompts: true)
        if vault.secrets.count > 1, id == nil {
            let ids = vault.secrets.map(\.id).joined(separator: ",")
            throw OptionsError(
                "The vault-ids \(ids) are available to encrypt. Specify the vault-id to encrypt with "
                    + "--encrypt-vault-id")
        }
        return try choose(id, vault, orElse: "A vault password is required to use Ansible's Vault")
    }

    private func rekeying(_ world: World) throws -> VaultSecret {
        let id = options.encryptID ?? world.configuration.string("DEFAULT_VAULT_ENCRYPT_IDENTITY")
        var new = VaultOptions()
        new.ids = options.newID.map { [$0] } ?? []
        new.passwordFiles = options.newPasswordFile.map { [$0] } ?? []
        new.asks = options.vault.asks
        let vault = try world.passwords.vault(new, isNew: true, prompts: true, withConfigured: id != nil)
        return try choose(id, vault, orElse: "A new vault password is required to use Ansible's Vault rekey")
    }

    private func choose(_ id: String?, _ vault: Vault, orElse message: String) throws -> VaultSecret {
        let secret: VaultSecret?
        do throws(VaultError) {
            secret = try vault.secret(named: id)
        } catch {
            throw Diagnostic(error.message)
        }
        guard let secret else { throw OptionsError(message) }
        return secret
    }
}
