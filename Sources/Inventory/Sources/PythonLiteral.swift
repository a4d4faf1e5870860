import Values

/// Python's literals, as `ast.literal_eval` reads them: numbers, texts, True, False, None, lists, tuples and dicts.
struct PythonLiteral {
    private struct NoLiteral: Error {}

    private var rest: Substring
    private var depth = 0

    /// The value of `text`; nil where it is no literal.
    static func parse(_ text: String) -> Value? {
        var literal = PythonLiteral(rest: text[...])
        guard let value = try? literal.value() else { return nil }
        literal.skipBlanks()
        return literal.rest.isEmpty ? value : nil
    }

    private init(rest: Substring) { self.rest = rest }

    private mutating func value() throws(NoLiteral) -> Value {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw NoLiteral() }
        skipBlanks()
        switch rest.first {
        case "[":
            rest.removeFirst()
            return .list(try items(until: "]").items)
        case "(":
            rest.removeFirst()
            let (items, hasComma) = try items(until: ")")
            return items.count == 1 && !hasComma ? items[0] : .tuple(items)
        case "{": return try dict()
        case "'", "\"": return .string(try texts())
        default: return try word()
        }
    }

    private mutating func items(until close: Character) throws(NoLiteral) -> (items: [Value], hasComma: Bool) {
        var items: [Value] = []
        var hasComma = false
        while true {
            skipBlanks()
            if rest.first == close {
                rest.removeFirst()
                return (items, hasComma)
            }
            guard items.isEmpty || hasComma else { throw NoLiteral() }
            items.append(try value())
            skipBlanks()
            hasComma = rest.first == ","
            if hasComma { rest.removeFirst() } else if rest.first != close { throw NoLiteral() }
        }
    }

    private mutating func dict() throws(NoLiteral) -> Value {
        rest.removeFirst()
        var items: Dict = [:]
        while true {
            skipBlanks()
            if rest.first == "}" {
                rest.removeFirst()
                return .dict(items)
            }
            let key = try value()
            skipBlanks()
            guard rest.first == ":" else { throw NoLiteral() }
            rest.removeFirst()
            items[key] = try value()
            skipBlanks()
            if rest.first == "," { rest.removeFirst() } else if rest.first != "}" { throw NoLiteral() }
        }
    }

    /// Texts beside each other are one.
    private mutating func texts() throws(NoLiteral) -> String {
        var text = ""
        while let quote = rest.first, quote == "'" || quote == "\"" {
            rest.removeFirst()
            text += try body(quote)
            skipBlanks()
        }
        return text
    }

    private mutating func body(_ quote: Character) throws(NoLiteral) -> String {
        var text = ""
        while let character = rest.popFirst() {
            if character == quote { return text }
            guard character == "\\" else {
                if character.isNewline { throw NoLiteral() }
                text.append(character)
                continue
            }
            guard let escaped = rest.popFirst() else { throw NoLiteral() }
            switch escaped {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "0": text.append("\0")
            case "\\", "'", "\"": text.append(escaped)
            case "x": text.unicodeScalars.append(try scalar(2))
            case "u": text.unicodeScalars.append(try scalar(4))
            default: text += "\\" + String(escaped)
            }
        }
        throw NoLiteral()
    }

    private mutating func scalar(_ digits: Int) throws(NoLiteral) -> Unicode.Scalar {
        guard let code = UInt32(rest.prefix(digits), radix: 16), let scalar = Unicode.Scalar(code) else {
            throw NoLiteral()
        }
        rest = rest.dropFirst(digits)
        return scalar
    }

    private mutating func word() throws(NoLiteral) -> Value {
        let word = rest.prefix { $0.isLetter || $0.isNumber || "+-._".contains($0) }
        rest = rest[word.endIndex...]
        switch word {
        case "True": return true
        case "False": return false
        case "None": return .none
        default: return try number(String(word))
        }
    }

    private func number(_ word: String) throws(NoLiteral) -> Value {
        let isNegative = word.hasPrefix("-")
        var digits = isNegative || word.hasPrefix("+") ? String(word.dropFirst()) : word
        guard let first = digits.first, first.isASCII, first.isNumber || first == ".", !digits.hasSuffix("_"),
            !digits.contains("__"), digits.allSatisfy(\.isASCII)
        else { throw NoLiteral() }
        digits = digits.filter { $0 != "_" }
        let sign = isNegative ? -1 : 1
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.lowercased().hasPrefix(prefix) {
            guard let value = Int(digits.dropFirst(2), radix: radix) else { throw NoLiteral() }
            return .int(sign * value)
        }
        if digits.allSatisfy(\.isNumber) {
            // 007 is no number in Python, 000 is.
            guard !digits.hasPrefix("0") || digits.allSatisfy({ $0 == "0" }) else { throw NoLiteral() }
            if let value = Int(digits) { return .int(sign * value) }
            guard let big = try? JSON.parse(isNegative ? "-" + digits : digits) else { throw NoLiteral() }
            return big
        }
        guard digits.allSatisfy({ $0.isNumber || ".eE+-".contains($0) }),
            let value = Double(digits.hasSuffix(".") ? digits + "0" : digits.hasPrefix(".") ? "0" + digits : digits)
        else { throw NoLiteral() }
        return .double(Double(sign) * value)
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }
}
