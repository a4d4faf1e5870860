/// Percent-encoding of URLs (RFC 3986, section 2.1).
enum PercentEncoding {
    /// `%41` and the like decoded, as UTF-8 with U+FFFD for what is none.
    static func decoded(_ text: String, plusIsBlank: Bool = false) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = [], index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = hexadecimal(bytes[index + 1], bytes[index + 2])
            {
                result.append(value)
                index += 3
                continue
            }
            result.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func hexadecimal(_ high: UInt8, _ low: UInt8) -> UInt8? {
        guard let high = Character(UnicodeScalar(high)).hexDigitValue,
            let low = Character(UnicodeScalar(low)).hexDigitValue
        else { return nil }
        return UInt8(high << 4 | low)
    }
}
