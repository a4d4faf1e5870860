import CCrypto

/// AES-256 in counter mode with an HMAC-SHA-256 over the ciphertext, the keys derived by PBKDF2: the cipher of
/// Ansible's vault format.
struct VaultCipher {
    private let cipherKey: [UInt8]
    private let authenticationKey: [UInt8]
    private let counter: [UInt8]

    private static let keySize = 32, blockSize = 16, iterations: Int32 = 10000

    init(password: [UInt8], salt: [UInt8]) {
        var keys = [UInt8](repeating: 0, count: 2 * VaultCipher.keySize + VaultCipher.blockSize)
        password.withUnsafeBytes { password in
            _ = PKCS5_PBKDF2_HMAC(
                password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(password.count), salt,
                Int32(salt.count), VaultCipher.iterations, EVP_sha256(), Int32(keys.count), &keys)
        }
        cipherKey = Array(keys[..<VaultCipher.keySize])
        authenticationKey = Array(keys[VaultCipher.keySize..<(2 * VaultCipher.keySize)])
        counter = Array(keys[(2 * VaultCipher.keySize)...])
    }

    static func randomSalt() -> [UInt8] {
        var salt = [UInt8](repeating: 0, count: 32)
        RAND_bytes(&salt, Int32(salt.count))
        return salt
    }

    func seal(_ plain: [UInt8]) -> (ciphertext: [UInt8], code: [UInt8]) {
        let padding = VaultCipher.blockSize - plain.count % VaultCipher.blockSize
        let ciphertext = transform(plain + [UInt8](repeating: UInt8(padding), count: padding))
        return (ciphertext, authenticationCode(ciphertext))
    }

    /// The plain bytes; nil where the code does not fit: another password, or bytes that were changed.
    func open(_ ciphertext: [UInt8], code: [UInt8]) -> [UInt8]? {
        let expected = authenticationCode(ciphertext)
        guard code.count == expected.count, CRYPTO_memcmp(code, expected, expected.count) == 0 else { return nil }
        let padded = transform(ciphertext)
        guard let padding = padded.last, (1...VaultCipher.blockSize).contains(Int(padding)), padding <= padded.count,
            padded.suffix(Int(padding)).allSatisfy({ $0 == padding })
        else { return nil }
        return Array(padded.dropLast(Int(padding)))
    }

    /// Counter mode is its own inverse.
    private func transform(_ bytes: [UInt8]) -> [UInt8] {
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: bytes.count)
        var count: Int32 = 0
        EVP_EncryptInit_ex(context, EVP_aes_256_ctr(), nil, cipherKey, counter)
        EVP_EncryptUpdate(context, &output, &count, bytes, Int32(clamping: bytes.count))
        return output
    }

    private func authenticationCode(_ bytes: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        HMAC(EVP_sha256(), authenticationKey, Int32(authenticationKey.count), bytes, bytes.count, &code, &count)
        return code
    }
}
