/// A universally unique identifier (RFC 9562) as its sixteen bytes.
struct UUID: CustomStringConvertible {
    let bytes: [UInt8]

    /// Parses with Python's leniency: braces, `urn:uuid:` and hyphens are ignored. Nil for anything else.
    init?(_ text: String) {
        let digits = text.replacing("urn:", with: "").replacing("uuid:", with: "").filter { !"{}-".contains($0) }
        guard digits.utf8.count == 32 else { return nil }
        let values = digits.compactMap(\.hexDigitValue)
        guard values.count == 32 else { return nil }
        bytes = stride(from: 0, to: 32, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The version 5 identifier of `name` in this namespace.
    func child(named name: String) -> UUID {
        var digest = Array(Digest.bytes(of: bytes + Array(name.utf8), "sha1").prefix(16))
        digest[6] = digest[6] & 0x0f | 0x50
        digest[8] = digest[8] & 0x3f | 0x80
        return UUID(bytes: digest)
    }

    var description: String {
        let digits = Array(Digest.hexadecimal(bytes))
        let ends = [0, 8, 12, 16, 20, 32]
        return zip(ends, ends.dropFirst()).map { String(digits[$0..<$1]) }.joined(separator: "-")
    }
}
