/// The text form of sealed bytes: a line that says how, then lines of 80 hexadecimal digits.
struct VaultEnvelope {
    static let marker = "$ANSIBLE_VAULT"

    var cipher = "AES256"
    /// The id of the secret that it was sealed with, where the text names one (format 1.2).
    var id: String?
    var salt: [UInt8]
    var code: [UInt8]
    var ciphertext: [UInt8]

    init(id: String?, salt: [UInt8], code: [UInt8], ciphertext: [UInt8]) {
        self.id = id
        self.salt = salt
        self.code = code
        self.ciphertext = ciphertext
    }

    /// Throws in ansible-core's words for a text that is none, or whose cipher is not known.
    init(_ text: some Sequence<UInt8>) throws(VaultError) {
        let lines = Array(text).split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
        let head = (lines.first ?? []).split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map(VaultEnvelope.trimmed)
        guard head.first == VaultEnvelope.marker else { throw VaultError("Input is not vault encrypted data.") }
        guard head.count >= 3 else { throw VaultError("Vault envelope format error.") }
        cipher = head[2]
        id = head.count >= 4 ? head[3] : nil
        guard cipher == "AES256" else { throw VaultError("Cipher '\(cipher)' could not be found.") }
        let parts = try VaultEnvelope.bytes(lines.dropFirst().joined())
            .split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw VaultError("Vault vaulttext format error.") }
        salt = try VaultEnvelope.bytes(parts[0])
        code = try VaultEnvelope.bytes(parts[1])
        ciphertext = try VaultEnvelope.bytes(parts[2])
    }

    /// The text, with a line break at its end. Names the id, as format 1.2 does, unless it is `default`.
    var text: String {
        var text = "\(VaultEnvelope.marker);\(namesID ? "1.2" : "1.1");\(cipher)"
        if namesID, let id { text += ";\(id)" }
        text += "\n"
        let inner = [salt, code, ciphertext].map(VaultEnvelope.digits).joined(separator: "\n")
        var rest = VaultEnvelope.digits(Array(inner.utf8)).utf8[...]
        while !rest.isEmpty {
            text += "\(Substring(rest.prefix(80)))\n"
            rest = rest.dropFirst(80)
        }
        return text
    }

    private var namesID: Bool { id != nil && id != "" && id != "default" }

    private static func trimmed(_ bytes: some Sequence<UInt8>) -> String {
        let text = Array(bytes)
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        let start = text.firstIndex { !isBlank($0) } ?? text.count
        let end = (text.lastIndex { !isBlank($0) } ?? start - 1) + 1
        return String(decoding: text[start..<max(start, end)], as: UTF8.self)
    }

    private static func digits(_ bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes { text += [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(_ digits: some Sequence<UInt8>) throws(VaultError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else {
                throw VaultError("Vault format unhexlify error: Non-hexadecimal digit found")
            }
            if let first = high {
                bytes.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        guard high == nil else { throw VaultError("Vault format unhexlify error: Odd-length string") }
        return bytes
    }
}
