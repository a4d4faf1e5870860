import Glibc

/// Text in any character set that iconv(3) knows.
public enum TextCodec {
    private static let utf8Names: Set<String> = ["utf-8", "utf8", "utf_8", "u8", "ascii", "us-ascii"]

    private static let byteOrderMarks: [String: [UInt8]] = ["UTF-16": [0xff, 0xfe], "UTF-32": [0xff, 0xfe, 0, 0]]

    /// Whether it is UTF-8, or ASCII, which is part of it.
    public static func isUTF8(_ encoding: String) -> Bool { utf8Names.contains(encoding.lowercased()) }

    /// Nil for an unknown character set or for text that it cannot hold.
    public static func encode(_ text: String, _ encoding: String) -> [UInt8]? {
        let bytes = Array(text.utf8)
        let name = encoding.lowercased()
        guard utf8Names.contains(name) else {
            let converted = convert(bytes, from: "UTF-8", to: canonical(name))
            // iconv writes no mark before nothing; Python does.
            return converted?.isEmpty == true ? byteOrderMarks[canonical(name)] ?? [] : converted
        }
        return name.hasPrefix("u") && name != "us-ascii" || bytes.allSatisfy { $0 < 128 } ? bytes : nil
    }

    /// Nil for an unknown character set or for bytes that are none of its text; UTF-8 is repaired with U+FFFD.
    public static func decode(_ bytes: [UInt8], _ encoding: String) -> String? {
        let name = encoding.lowercased()
        guard !utf8Names.contains(name) else { return String(decoding: bytes, as: UTF8.self) }
        return convert(bytes, from: canonical(name), to: "UTF-8").map { String(decoding: $0, as: UTF8.self) }
    }

    public static func isKnown(_ encoding: String) -> Bool { encode("", encoding) != nil }

    /// iconv's name for Python's: `utf-16-le` is `UTF-16LE`, `latin_1` is `LATIN1`.
    private static func canonical(_ name: String) -> String {
        let upper = name.uppercased().replacing("_", with: "-")
        return switch upper {
        case "UTF-16-LE", "UTF-16-BE", "UTF-32-LE", "UTF-32-BE": String(upper.dropLast(3)) + upper.suffix(2)
        case "LATIN-1", "LATIN", "L1": "LATIN1"
        default: upper
        }
    }

    private static func convert(_ bytes: [UInt8], from source: String, to target: String) -> [UInt8]? {
        guard let descriptor = iconv_open(target, source), descriptor != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(descriptor) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 8 + 16)
        var left = input.count, room = output.count
        let capacity = room
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var fromStart = from.baseAddress, toStart = to.baseAddress
                return iconv(descriptor, &fromStart, &left, &toStart, &room)
            }
        }
        guard status != -1, left == 0 else { return nil }
        return output.prefix(capacity - room).map { UInt8(bitPattern: $0) }
    }
}
