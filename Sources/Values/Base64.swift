/// RFC 4648, section 4.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
        return table
    }()

    /// `bytes` in one line, padded.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 1
            if count % 3 == 0 {
                for shift in [18, 12, 6, 0] as [UInt32] { text.append(alphabet[Int(bits >> shift & 63)]) }
                bits = 0
            }
        }
        if count % 3 == 1 {
            text += [alphabet[Int(bits >> 2)], alphabet[Int(bits << 4 & 63)], UInt8(ascii: "="), UInt8(ascii: "=")]
        } else if count % 3 == 2 {
            text += [alphabet[Int(bits >> 10)], alphabet[Int(bits >> 4 & 63)], alphabet[Int(bits << 2 & 63)]]
            text.append(UInt8(ascii: "="))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of `text`, by the rules of Python's `binascii.a2b_base64`: letters outside the alphabet are skipped.
    ///
    /// Throws ValueError for wrong padding.
    public static func decode(_ text: some StringProtocol) throws(ValueError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for letter in text.utf8 {
            if letter == UInt8(ascii: "=") {
                padding += 1
                if count % 4 >= 2, count % 4 + padding >= 4 { return bytes }
                continue
            }
            let value = values[Int(letter)]
            guard value != 0xFF else { continue }
            padding = 0
            bits = bits << 6 | UInt32(value)
            count += 1
            switch count % 4 {
            case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
            case 3: bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
            case 0: bytes.append(UInt8(truncatingIfNeeded: bits))
            default: break
            }
        }
        switch count % 4 {
        case 0: return bytes
        case 1:
            throw ValueError(
                .value,
                "Invalid base64-encoded string: number of data characters (\(count)) "
                    + "cannot be 1 more than a multiple of 4")
        default: throw ValueError(.value, "Incorrect padding")
        }
    }
}
