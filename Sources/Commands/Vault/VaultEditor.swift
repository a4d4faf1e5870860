import Callbacks
import Configuration
import Diagnostics
import Glibc
import Inventory
import Vault

/// What can be done to files that a vault seals.
struct VaultEditor {
    let world: World
    let files = SecretFiles()

    func encrypt(_ file: String, with secret: VaultSecret, to target: String?) throws(Diagnostic) {
        let path = files.realPath(file)
        let plain = try files.read(path)
        try files.write(Bytes(try seal(plain, with: secret).utf8), to: target ?? path, isShredding: true)
    }

    func decrypt(_ file: String, with vault: Vault, to target: String?) throws(Diagnostic) {
        let path = files.realPath(file)
        try files.write(try plain(of: path, vault).plain, to: target ?? path)
    }

    func rekey(_ file: String, from vault: Vault, to secret: VaultSecret) throws(Diagnostic) {
        let path = files.realPath(file)
        var info = stat()
        _ = stat(path, &info)
        let plain = try plain(of: path, vault).plain
        try files.write(Bytes(try seal(plain, with: secret).utf8), to: path, isShredding: true)
        files.give(path, info)
    }

    func create(_ file: String, with secret: VaultSecret) throws(Diagnostic) {
        if let slash = file.lastIndex(of: "/"), slash > file.startIndex, access(String(file[..<slash]), F_OK) != 0 {
            let directory = String(file[..<slash])
            world.warn("\(directory) does not exist, creating...")
            files.makeDirectories(directory)
        }
        guard access(file, F_OK) != 0 else { throw Diagnostic("\(file) exists, please use 'edit' instead") }
        try edit([], of: file, isNew: true) { plain throws(Diagnostic) in try seal(plain, with: secret) }
    }

    func edit(_ file: String, with vault: Vault) throws(Diagnostic) {
        let path = files.realPath(file)
        let (plain, secret, id) = try self.plain(of: path, vault)
        let named = VaultSecret(id: id ?? "default", password: secret.password)
        try edit(plain, of: path, isNew: false) { plain throws(Diagnostic) in try seal(plain, with: named) }
    }

    /// What a sealed file holds, the secret that opened it, and the id that it names.
    func plain(
        of path: String, _ vault: Vault
    ) throws(Diagnostic) -> (plain: Bytes, secret: VaultSecret, id: String?) {
        let sealed = try files.read(path)
        do throws(VaultError) {
            let (plain, secret) = try vault.openNamingSecret(sealed)
            return (plain, secret, try Vault.id(of: sealed))
        } catch {
            throw Diagnostic("\(error.message) for \(path)")
        }
    }

    func seal(_ plain: Bytes, with secret: VaultSecret) throws(Diagnostic) -> String {
        let salt = world.configuration.string("VAULT_ENCRYPT_SALT").map { Bytes($0.utf8) }
        do throws(VaultError) {
            return try Vault([secret]).seal(plain, id: secret.id, salt: salt)
        } catch {
            throw Diagnostic(error.message)
        }
    }

    /// Lets the operator change `plain` in an editor and puts what they made of it in place of `file`.
    private func edit(
        _ plain: Bytes, of file: String, isNew: Bool, seal: (Bytes) throws(Diagnostic) -> String
    ) throws(Diagnostic) {
        let temporary = try files.temporary(like: file, in: world.environment, holding: plain)
        defer { files.removeTemporary(temporary) }
        let words = try ShellWords.split(world.configuration.string("EDITOR") ?? "vi") + [temporary]
        guard Program(words).run() != nil else {
            throw Diagnostic(
                "Unable to execute the command \"\(words.joined(separator: " "))\": "
                    + SecretFiles.lastError(words[0]))
        }
        let changed = try files.read(temporary)
        guard isNew || changed != plain else { return }
        var info = stat()
        let isThere = stat(file, &info) == 0
        try files.write(Bytes(try seal(changed).utf8), to: file)
        if isThere { files.give(file, info) }
    }
}
