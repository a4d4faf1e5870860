public import Values

/// The secrets of a run and what they open and seal.
public struct Vault: Sendable {
    /// In the order in which they were given, the first the best.
    public let secrets: [VaultSecret]
    /// Whether only a secret whose id is the sealed text's own may open it (`vault_id_match`).
    public let requiresMatchingID: Bool

    public init(_ secrets: [VaultSecret] = [], requiresMatchingID: Bool = false) {
        self.secrets = secrets
        self.requiresMatchingID = requiresMatchingID
    }

    /// Whether `bytes` begin as sealed text does and are plain ASCII throughout.
    public static func isSealed(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: VaultEnvelope.marker.utf8) && bytes.allSatisfy { $0 < 0x80 }
    }

    /// The id that a sealed text names; nil where it names none.
    public static func id(of text: some Collection<UInt8>) throws(VaultError) -> String? {
        try VaultEnvelope(text).id
    }

    /// The plain bytes of a sealed text, tried with the secret of its id first, then with the others.
    ///
    /// Throws in ansible-core's words where none of them opens it or it is no sealed text.
    public func open(_ text: some Collection<UInt8>) throws(VaultError) -> [UInt8] {
        try openNamingSecret(text).plain
    }

    /// As ``open(_:)``, with the secret that opened it, for sealing again.
    public func openNamingSecret(
        _ text: some Collection<UInt8>
    ) throws(VaultError) -> (plain: [UInt8], secret: VaultSecret) {
        guard Vault.isSealed(text) else { throw VaultError("Input is not vault encrypted data.") }
        let envelope = try VaultEnvelope(text)
        guard !secrets.isEmpty else { throw VaultError("Attempting to decrypt but no vault secrets found.") }
        let id = envelope.id ?? "default"
        // The id is a name beside the sealed bytes, not part of them: a hint which secret to try, no more.
        let others = requiresMatchingID ? [] : secrets.filter { $0.id != id }
        for secret in secrets.filter({ $0.id == id }) + others {
            let cipher = VaultCipher(password: secret.password, salt: envelope.salt)
            if let plain = cipher.open(envelope.ciphertext, code: envelope.code) { return (plain, secret) }
        }
        throw VaultError("Decryption failed (no vault secrets were found that could decrypt).")
    }

    /// The sealed text of `plain`: by the secret called `id`, or by the first one.
    ///
    /// `salt` is for reproducible results (`vault_encrypt_salt`). Throws where there is no such secret and for what is
    /// sealed already.
    public func seal(_ plain: [UInt8], id: String? = nil, salt: [UInt8]? = nil) throws(VaultError) -> String {
        guard !Vault.isSealed(plain) else { throw VaultError("input is already encrypted") }
        guard let secret = try secret(named: id) else {
            throw VaultError("A vault password must be specified to encrypt data")
        }
        let salt = salt ?? VaultCipher.randomSalt()
        let sealed = VaultCipher(password: secret.password, salt: salt).seal(plain)
        return VaultEnvelope(id: id, salt: salt, code: sealed.code, ciphertext: sealed.ciphertext).text
    }

    /// The secret called `id`, or the first one; nil where there is none at all. Throws where none has that id.
    public func secret(named id: String?) throws(VaultError) -> VaultSecret? {
        guard let id else { return secrets.first }
        guard let secret = secrets.first(where: { $0.id == id }) else {
            let known = secrets.map(\.id.representation).joined(separator: ", ")
            throw VaultError("Did not find a match for --encrypt-vault-id=\(id) in the known vault-ids [\(known)]")
        }
        return secret
    }

    /// Opens the text of a `!vault` value, for `ValueBuilder`.
    public var opener: @Sendable (_ ciphertext: String) throws(ValueError) -> String {
        { (ciphertext) throws(ValueError) in
            do throws(VaultError) { return String(decoding: try open(ciphertext.utf8), as: UTF8.self) } catch {
                throw error.valueError
            }
        }
    }
}
