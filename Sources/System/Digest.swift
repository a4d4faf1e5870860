import CCrypto

/// A digest in the making: bytes in by pieces, hexadecimal digits out.
///
/// Uses the low-level functions of OpenSSL: the generic interface would pull every provider into a static program.
public struct Digest: Sendable {
    private enum State: Sendable {
        case md5(MD5_CTX)
        case sha1(SHA_CTX)
        case sha256(SHA256_CTX)
        case sha512(SHA512_CTX)
    }

    private var state: State
    public let algorithm: DigestAlgorithm

    public init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
        switch algorithm {
        case .md5:
            var context = MD5_CTX()
            MD5_Init(&context)
            state = .md5(context)
        case .sha1:
            var context = SHA_CTX()
            SHA1_Init(&context)
            state = .sha1(context)
        case .sha224, .sha256:
            var context = SHA256_CTX()
            _ = algorithm == .sha224 ? SHA224_Init(&context) : SHA256_Init(&context)
            state = .sha256(context)
        case .sha384, .sha512:
            var context = SHA512_CTX()
            _ = algorithm == .sha384 ? SHA384_Init(&context) : SHA512_Init(&context)
            state = .sha512(context)
        }
    }

    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
        if isDone == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch state {
        case .md5(var context):
            MD5_Update(&context, bytes.baseAddress, bytes.count)
            state = .md5(context)
        case .sha1(var context):
            SHA1_Update(&context, bytes.baseAddress, bytes.count)
            state = .sha1(context)
        case .sha256(var context):
            SHA256_Update(&context, bytes.baseAddress, bytes.count)
            state = .sha256(context)
        case .sha512(var context):
            SHA512_Update(&context, bytes.baseAddress, bytes.count)
            state = .sha512(context)
        }
    }

    /// The digest of what was given so far; more may be given afterwards.
    public func bytes() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            let target = buffer.baseAddress
            switch state {
            case .md5(var context): MD5_Final(target, &context)
            case .sha1(var context): SHA1_Final(target, &context)
            case .sha256(var context):
                _ = algorithm == .sha224 ? SHA224_Final(target, &context) : SHA256_Final(target, &context)
            case .sha512(var context):
                _ = algorithm == .sha384 ? SHA384_Final(target, &context) : SHA512_Final(target, &context)
            }
            count = algorithm.size
        }
    }

    /// The digest in lower-case hexadecimal digits.
    public func finish() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes() { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The hexadecimal digest of `bytes`.
    public static func hex(_ algorithm: DigestAlgorithm, _ bytes: some Sequence<UInt8>) -> String {
        var digest = Digest(algorithm)
        digest.update(bytes)
        return digest.finish()
    }
}

extension DigestAlgorithm {
    /// Bytes of a digest.
    public var size: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }
}
