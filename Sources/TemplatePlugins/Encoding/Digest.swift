import CCrypto

/// Message digests by the names that Python's hashlib knows.
public enum Digest {
    /// hashlib's names that OpenSSL writes otherwise.
    private static let openSSLNames = [
        "blake2b": "BLAKE2b512", "blake2s": "BLAKE2s256", "sha3_224": "SHA3-224", "sha3_256": "SHA3-256",
        "sha3_384": "SHA3-384", "sha3_512": "SHA3-512", "sha512_224": "SHA512-224", "sha512_256": "SHA512-256",
    ]

    /// The digest of `bytes`; nil for an algorithm that is unknown here.
    public static func digest(_ bytes: [UInt8], _ algorithm: String) -> [UInt8]? {
        let name = algorithm.lowercased()
        guard let kind = EVP_get_digestbyname(openSSLNames[name] ?? name) else { return nil }
        var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &result, &length, kind, nil) == 1 else { return nil }
        return Array(result.prefix(Int(length)))
    }

    /// The same for an algorithm that OpenSSL always has.
    static func bytes(of bytes: [UInt8], _ algorithm: String) -> [UInt8] { digest(bytes, algorithm) ?? [] }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
