import Values

/// Python's text methods that plugins use: they see code points, where Swift's see letters with their accents and takes
/// a carriage return and a line feed for one.
package enum PythonText {
    package static func stripped(_ text: some StringProtocol) -> String { leftStripped(rightStripped(text)) }

    package static func leftStripped(_ text: some StringProtocol) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.drop(while: isBlank)))
    }

    package static func rightStripped(_ text: some StringProtocol) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.reversed().drop(while: isBlank).reversed()))
    }

    /// `str.isspace` of one code point.
    package static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
    }

    /// `splitlines()`.
    package static func lines(_ text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// `split()` at blanks, at most `most` times.
    package static func words(_ text: String, most: Int = .max) -> [String] {
        var words: [String] = [], rest = text.unicodeScalars.drop(while: isBlank)
        while !rest.isEmpty {
            guard words.count < most else { return words + [String(rest)] }
            let word = rest.prefix { !isBlank($0) }
            words.append(String(word))
            rest = rest[word.endIndex...].drop(while: isBlank)
        }
        return words
    }

    /// `replace()` of a text that is not empty.
    package static func replacing(_ old: String, by new: String, in text: String) -> String {
        var result: [UInt8] = [], start = 0
        let bytes = Array(text.utf8), length = old.utf8.count
        while length > 0, let found = text.firstByteOffset(of: old, from: start) {
            result += bytes[start..<found]
            result += Array(new.utf8)
            start = found + length
        }
        return String(decoding: result + bytes[start...], as: UTF8.self)
    }
}
