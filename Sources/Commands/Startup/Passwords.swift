import Configuration
import Diagnostics
import Execution
import Glibc
import Loading
import Templating
import Values
import Vault

/// Secrets that a run needs before it begins, from files and from the operator.
struct Passwords {
    let configuration: Configuration
    let report: (Diagnostic) -> Void

    /// The first line of a file, or what a program prints.
    func read(file path: String) throws(Diagnostic) -> String {
        guard let bytes = Bytes.ofFile(path) else { throw Diagnostic("The password file \(path) was not found") }
        var text = String(decoding: bytes, as: UTF8.self)
        while text.hasSuffix("\n") || text.hasSuffix("\r") { text.removeLast() }
        guard !text.isEmpty else { throw Diagnostic("Empty password was provided from file (\(path))") }
        return text
    }

    /// What opens vaulted content: secrets of the configuration before those of the command line.
    ///
    /// - Parameters:
    ///   - isNew: whether they are for sealing with a new password, which is asked for twice.
    ///   - prompts: whether to ask where no source is named.
    ///   - withConfigured: whether the identities of the configuration count.
    func vault(
        _ options: VaultOptions, isNew: Bool = false, prompts: Bool = false, withConfigured: Bool = true
    ) throws(Diagnostic) -> Vault {
        var sources = (withConfigured ? configuration.list("DEFAULT_VAULT_IDENTITY_LIST") : []) + options.ids
        let files = options.passwordFiles + (configuration.string("DEFAULT_VAULT_PASSWORD_FILE").map { [$0] } ?? [])
        let name = configuration.string("DEFAULT_VAULT_IDENTITY") ?? "default"
        sources += files.map { "\(name)@\($0)" }
        let asks = options.asks || configuration.bool("DEFAULT_ASK_VAULT_PASS")
        if asks || (sources.isEmpty && prompts) { sources.append("\(name)@prompt_ask_vault_pass") }
        return try vault(sources.map { PasswordSource(vaultID: $0) }, isNew: isNew)
    }

    func vault(_ sources: [PasswordSource], isNew: Bool) throws(Diagnostic) -> Vault {
        let reader = PasswordReader(
            isNew: isNew, prompt: { TerminalPrompter().hiddenAnswer($0) },
            warn: { report(Diagnostic($0, severity: .warning)) })
        do throws(VaultError) {
            return Vault(
                try reader.secrets(sources), requiresMatchingID: configuration.bool("DEFAULT_VAULT_ID_MATCH"))
        } catch {
            throw Diagnostic(error.message)
        }
    }
}

/// A vault as templates and loaders use it.
struct VaultDoor: VaultAccess {
    let vault: Vault
    /// Learns what comes out.
    var mask = SecretMask(isOn: false)

    func seal(_ data: [UInt8], password: [UInt8], id: String, salt: [UInt8]?) throws(ValueError) -> String {
        do throws(VaultError) {
            return try Vault([VaultSecret(id: id, password: password)]).seal(data, id: id, salt: salt)
        } catch {
            throw error.valueError
        }
    }

    func open(_ text: [UInt8], password: [UInt8]?) throws(ValueError) -> [UInt8] {
        let vault = password.map { Vault([VaultSecret(password: $0)]) } ?? self.vault
        do throws(VaultError) {
            let opened = try vault.open(text)
            if mask.isOn { VaultedContent(opened).add(to: mask) }
            return opened
        } catch {
            throw error.valueError
        }
    }
}
