import CCrypto

/// AES-256 in Galois/counter mode for records of a file: each is sealed by itself and bound to its number, so that none can
/// be changed, left out or moved without notice.
///
/// Source: NIST SP 800-38D. Nonces are random; a key serves one run.
public struct RecordCipher: Sendable {
    public static let keySize = 32
    private static let nonceSize = 12, codeSize = 16
    private static let pieceSize = 1 << 20

    /// Found once: looking an algorithm up takes longer than sealing a small record.
    private nonisolated(unsafe) static let algorithm = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)

    private let key: [UInt8]

    /// - Parameter key: of ``keySize`` bytes.
    public init(key: [UInt8]) { self.key = key }

    public static func randomKey() -> [UInt8] { random(keySize) }

    private static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        RAND_bytes(&bytes, Int32(count))
        return bytes
    }

    /// How many bytes `plain` bytes are when they are sealed.
    public static func sealedSize(_ plain: Int) -> Int { nonceSize + plain + codeSize }

    /// Nonce, ciphertext and authentication code of `plain`.
    public func seal(_ plain: [UInt8], number: Int) -> [UInt8] {
        var sealed: [UInt8] = []
        sealed.reserveCapacity(Self.sealedSize(plain.count))
        seal([plain], number: number) { sealed += $0 }
        return sealed
    }

    /// Hands over the same of bytes that stand in several parts, piece by piece.
    public func seal<Failure: Error>(
        _ parts: [[UInt8]], number: Int, _ body: (_ piece: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let nonce = Self.random(Self.nonceSize)
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: Self.codeSize)
        var count: Int32 = 0
        let bound = Self.bytes(number)
        EVP_EncryptInit_ex(context, Self.algorithm, nil, key, nonce)
        EVP_EncryptUpdate(context, nil, &count, bound, Int32(bound.count))
        try body(nonce)
        for part in parts {
            for start in stride(from: 0, to: part.count, by: Self.pieceSize) {
                let length = min(Self.pieceSize, part.count - start)
                try body(
                    [UInt8](unsafeUninitializedCapacity: length) { buffer, size in
                        part.withUnsafeBufferPointer {
                            _ = EVP_EncryptUpdate(
                                context, buffer.baseAddress, &count, $0.baseAddress! + start, Int32(length))
                        }
                        size = length
                    })
            }
        }
        EVP_EncryptFinal_ex(context, nil, &count)
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(code.count), &code)
        try body(code)
    }

    /// The plain bytes; nil for another key or number, and for bytes that were changed.
    public func open(_ sealed: some Collection<UInt8>, number: Int) -> [UInt8]? {
        guard key.count == Self.keySize, sealed.count >= Self.nonceSize + Self.codeSize else { return nil }
        let nonce = Array(sealed.prefix(Self.nonceSize))
        var code = Array(sealed.suffix(Self.codeSize))
        let ciphertext = Array(sealed.dropFirst(Self.nonceSize).dropLast(Self.codeSize))
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: ciphertext.count)
        var count: Int32 = 0
        let bound = Self.bytes(number)
        EVP_DecryptInit_ex(context, Self.algorithm, nil, key, nonce)
        EVP_DecryptUpdate(context, nil, &count, bound, Int32(bound.count))
        EVP_DecryptUpdate(context, &output, &count, ciphertext, Int32(ciphertext.count))
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(code.count), &code)
        var rest = [UInt8](repeating: 0, count: Self.codeSize)
        return EVP_DecryptFinal_ex(context, &rest, &count) == 1 ? output : nil
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        withUnsafeBytes(of: UInt64(number).littleEndian) { Array($0) }
    }
}
