extension PatternTranslator {
    private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{07}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}",
    ]

    /// An escape outside a class; false for one that matches a place and no character.
    mutating func escape() throws(RegexError) -> Bool {
        let start = position
        position += 1
        guard let letter = next else { throw failure("bad escape (end of pattern)", at: start) }
        switch letter {
        case "A", "b", "B", "Z":
            position += 1
            output += letter == "Z" ? "\\z" : "\\\(letter)"
            return false
        case "d", "D", "s", "S", "w", "W":
            position += 1
            output += "\\\(letter)"
        case "1"..."9": try numbered(start)
        default: literal(try character(start))
        }
        return true
    }

    /// A back reference, or three octal digits.
    private mutating func numbered(_ start: Int) throws(RegexError) {
        let digits = scalars[position...].prefix(3).prefix { ("0"..."9").contains($0) }
        if digits.count == 3, digits.allSatisfy({ $0 < "8" }) { return literal(try octal(start, 3)) }
        let text = String(String.UnicodeScalarView(digits.prefix(2)))
        position += text.utf8.count
        try reference(to: Int(text) ?? 0, at: start + 1, escape: start)
    }

    private mutating func octal(_ start: Int, _ limit: Int) throws(RegexError) -> Unicode.Scalar {
        let digits = scalars[position...].prefix(limit).prefix { ("0"..."7").contains($0) }
        position += digits.count
        let text = String(String.UnicodeScalarView(digits))
        let code = UInt32(text, radix: 8) ?? 0
        guard code <= 0o377, let scalar = Unicode.Scalar(code) else {
            throw failure("octal escape value \\\(text) outside of range 0-0o377", at: start)
        }
        return scalar
    }

    /// The one character that the escape at `start` means, its backslash read already.
    mutating func character(_ start: Int) throws(RegexError) -> Unicode.Scalar {
        guard let letter = next else { throw failure("bad escape (end of pattern)", at: start) }
        switch letter {
        case "0": return try octal(start, 3)
        case "x": return try hexadecimal(start, 2)
        case "u": return try hexadecimal(start, 4)
        case "U": return try hexadecimal(start, 8)
        default: break
        }
        position += 1
        if let control = PatternTranslator.controls[letter] { return control }
        if letter.isASCII, letter.properties.isAlphabetic { throw failure("bad escape \\\(letter)", at: start) }
        return letter
    }

    private mutating func hexadecimal(_ start: Int, _ count: Int) throws(RegexError) -> Unicode.Scalar {
        let digits = scalars[(position + 1)...].prefix(count).prefix { $0.properties.isASCIIHexDigit }
        position += 1 + digits.count
        let text = String(String.UnicodeScalarView(digits))
        guard digits.count == count, let code = UInt32(text, radix: 16) else {
            let shown = String(String.UnicodeScalarView(scalars[start..<position]))
            throw failure("incomplete escape \(shown)", at: start)
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw failure("bad escape \\U\(text)", at: start)
        }
        return scalar
    }

    /// A class after its opening bracket at `start`.
    mutating func characterClass(_ start: Int) throws(RegexError) {
        output += "["
        if take("^") { output += "^" }
        var isFirst = true
        while true {
            guard let scalar = next else { throw failure("unterminated character set", at: start) }
            if scalar == "]", !isFirst { break }
            isFirst = false
            try classRange(start)
        }
        position += 1
        output += "]"
    }

    private mutating func classRange(_ opening: Int) throws(RegexError) {
        let start = position
        let low = try classItem()
        guard next == "-", position + 1 < scalars.count else {
            if next == "-" { throw failure("unterminated character set", at: opening) }
            return write(low)
        }
        if scalars[position + 1] == "]" { return write(low) }
        position += 1
        let high = try classItem()
        guard case .character(let first) = low, case .character(let last) = high, first <= last else {
            let shown = String(String.UnicodeScalarView(scalars[start..<position]))
            throw failure("bad character range \(shown)", at: start)
        }
        literal(first)
        output += "-"
        literal(last)
    }

    private enum ClassItem {
        case character(Unicode.Scalar)
        case kind(Unicode.Scalar)
    }

    private mutating func write(_ item: ClassItem) {
        switch item {
        case .character(let scalar): literal(scalar)
        case .kind(let letter): output += "\\\(letter)"
        }
    }

    private mutating func classItem() throws(RegexError) -> ClassItem {
        let start = position
        let scalar = scalars[position]
        position += 1
        guard scalar == "\\" else { return .character(scalar) }
        switch next {
        case "d", "D", "s", "S", "w", "W":
            position += 1
            return .kind(scalars[position - 1])
        case "b":
            position += 1
            return .character("\u{08}")
        case .some("0"..."7"): return .character(try octal(start, 3))
        default: return .character(try character(start))
        }
    }
}
