import Values

extension Lexer {
    /// Reads one token of an expression; false at the end of the text or at something that is none.
    mutating func readExpressionToken(inVariable: Bool) throws(TemplateError) -> Bool {
        skipSpace()
        guard position < bytes.count else { return false }
        let start = position
        let first = bytes[start]
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            try readNumber()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            try readName()
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            try readString(quote: first, keepsBackslashes: keepsBackslashes && inVariable)
        case 0x80...:
            guard scalar(at: start).isWordCharacter else { return false }
            try readName()
        default:
            guard let symbol = Symbol(first, byte(start + 1)) else { return false }
            try balance(symbol)
            position += symbol.length
            add(.symbol(symbol), start, position)
        }
        return true
    }

    private mutating func balance(_ symbol: Symbol) throws(TemplateError) {
        if let closing = symbol.closing {
            open.append(closing)
        } else if symbol.isClosing {
            guard let expected = open.popLast() else { throw error("unexpected '\(symbol.rawValue)'") }
            guard expected == symbol else {
                throw error("unexpected '\(symbol.rawValue)', expected '\(expected.rawValue)'")
            }
        }
    }

    private func scalar(at index: Int) -> Unicode.Scalar {
        String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
            ?? "\u{FFFD}"
    }

    private mutating func readName() throws(TemplateError) {
        let start = position
        var isASCII = true
        while position < bytes.count {
            let next = bytes[position]
            if next >= 0x80 {
                let scalar = scalar(at: position)
                guard scalar.isWordCharacter else { break }
                isASCII = false
                position += String(scalar).utf8.count
            } else if next.isNameByte {
                position += 1
            } else {
                break
            }
        }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        if !isASCII {
            let first = name.unicodeScalars.first ?? "_"
            let isIdentifier =
                (first == "_" || first.properties.isXIDStart)
                && name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
            guard isIdentifier else { throw error("Invalid character in identifier") }
        }
        add(.name(name), start, position)
    }

    func unexpectedCharacter() -> TemplateError {
        let shown = Value.string(String(scalar(at: position)))
        let index = String(decoding: bytes[..<position], as: UTF8.self).unicodeScalars.count
        return error("unexpected char \((try? shown.representation()) ?? "") at \(index)")
    }

    private mutating func readString(quote: UInt8, keepsBackslashes: Bool) throws(TemplateError) {
        let start = position
        var end = start + 1
        var hasEscapes = false
        while end < bytes.count, bytes[end] != quote {
            if bytes[end] == UInt8(ascii: "\\") {
                hasEscapes = true
                end += 1
            }
            end += 1
        }
        guard end < bytes.count else { throw unexpectedCharacter() }
        var text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        if syntax.newlineSequence != "\n" {
            text = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(Substring($0)) }.joined(separator: syntax.newlineSequence)
        }
        if hasEscapes, !keepsBackslashes { text = try StringEscapes.decode(text) }
        position = end + 1
        add(.string(text), start, position)
    }
}

extension Unicode.Scalar {
    /// What Jinja takes for a part of a name, valid or not, beyond ASCII.
    fileprivate var isWordCharacter: Bool { properties.isXIDContinue || properties.numericType != nil }
}

extension UInt8 {
    var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
