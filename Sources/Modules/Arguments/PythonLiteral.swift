package import Values

/// The literals that Python's `ast.literal_eval` reads in option texts: strings, numbers, True, False, None, lists,
/// tuples and dicts.
package struct PythonLiteral {
    private var rest: Substring
    private var depth = 0

    package static func parse(_ text: String) throws(ValueError) -> Value {
        var parser = PythonLiteral(rest: text[...])
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.rest.isEmpty else { throw malformed }
        return value
    }

    private init(rest: Substring) { self.rest = rest }

    private static let malformed = ValueError(.value, "malformed node or string")

    private mutating func value() throws(ValueError) -> Value {
        skipBlanks()
        depth += 1
        defer { depth -= 1 }
        guard depth < 200, let first = rest.first else { throw Self.malformed }
        switch first {
        case "{": return .dict(try dict())
        case "[": return .list(try items(until: "]").items)
        case "(":
            let (items, hasComma) = try items(until: ")")
            return items.count == 1 && !hasComma ? items[0] : .tuple(items)
        case "'", "\"": return .string(try string(first))
        default: return try word()
        }
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.isWhitespace } }

    private mutating func take(_ mark: Character) -> Bool {
        skipBlanks()
        guard rest.first == mark else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func items(until end: Character) throws(ValueError) -> (items: [Value], hasComma: Bool) {
        rest.removeFirst()
        var items: [Value] = []
        var hasComma = false
        while !take(end) {
            if !items.isEmpty, !hasComma { throw Self.malformed }
            items.append(try value())
            hasComma = take(",")
        }
        return (items, hasComma)
    }

    private mutating func dict() throws(ValueError) -> Dict {
        rest.removeFirst()
        var dict: Dict = [:]
        var needsComma = false
        while !take("}") {
            if needsComma { throw Self.malformed }
            let key = try value()
            guard take(":") else { throw Self.malformed }
            dict[key] = try value()
            needsComma = !take(",")
        }
        return dict
    }

    private mutating func string(_ quote: Character) throws(ValueError) -> String {
        rest.removeFirst()
        var text = ""
        while let next = rest.popFirst() {
            if next == quote { return text }
            guard next == "\\" else {
                text.append(next)
                continue
            }
            guard let escaped = rest.popFirst() else { break }
            switch escaped {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            case "\\", "'", "\"": text.append(escaped)
            case "\n": break
            default: text += "\\" + String(escaped)
            }
        }
        throw Self.malformed
    }

    private mutating func word() throws(ValueError) -> Value {
        let word = rest.prefix { !",:]})".contains($0) && !$0.isWhitespace }
        rest = rest.dropFirst(word.count)
        switch word {
        case "True": return true
        case "False": return false
        case "None": return .none
        default:
            let text = Value.string(String(word))
            if let number = try? Value.integer(parsing: String(word), base: 0) { return number }
            if word.first?.isLetter == false, let number = try? text.convertedToFloat() { return number }
            throw Self.malformed
        }
    }
}
