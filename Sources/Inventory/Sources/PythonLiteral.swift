import Values

/// Values written as Python's literals, as INI inventories have them: `[1, 'two']`, `{'a': True}`, `0x1F`.
///
/// After Python's ast.literal_eval: what is no literal is nil, and stays the text that it is.
struct PythonLiteral {
    private var rest: Substring
    private var depth = 0
    private let makeText: (String) -> Value

    /// - Parameter text: makes the value of a text, such as a template where it looks like one.
    static func value(_ source: String, text: @escaping (String) -> Value) -> Value? {
        var parser = PythonLiteral(rest: source[...], makeText: text)
        guard let value = parser.expression() else { return nil }
        parser.skipBlanks()
        if parser.take(",") { return parser.finishTuple([value]) }
        return parser.rest.isEmpty ? value : nil
    }

    private init(rest: Substring, makeText: @escaping (String) -> Value) {
        self.rest = rest
        self.makeText = makeText
    }

    private static func list(_ items: [Value]) -> Value {
        .list(ValueList(items, mayHoldTemplates: items.contains { $0.mayHoldTemplates }))
    }

    private static func dict(_ items: Dict) -> Value {
        .dict(ValueDict(items, mayHoldTemplates: items.values.contains { $0.mayHoldTemplates }))
    }

    private mutating func finishTuple(_ first: [Value]) -> Value? {
        var items = first
        while true {
            skipBlanks()
            if rest.isEmpty { return Self.list(items) }
            guard let item = expression() else { return nil }
            items.append(item)
            skipBlanks()
            guard take(",") || rest.isEmpty else { return nil }
        }
    }

    private mutating func skipBlanks() {
        rest = rest.drop { $0 == " " || $0 == "\t" }
    }

    private mutating func take(_ mark: Character) -> Bool {
        guard rest.first == mark else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func expression() -> Value? {
        skipBlanks()
        guard depth < 64, let first = rest.first else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch first {
        case "[": return collection(until: "]").map { Self.list($0.items) }
        case "(":
            guard let (items, hasComma) = collection(until: ")") else { return nil }
            if items.count == 1, !hasComma { return items[0] }
            return Self.list(items)
        case "{": return braces()
        case "'", "\"": return string()
        case "-", "+": return signed()
        default:
            if first.isNumber || first == "." { return number() }
            return word()
        }
    }

    /// The items up to `end`, and whether a comma stood behind the last.
    private mutating func collection(until end: Character) -> (items: [Value], hasComma: Bool)? {
        rest = rest.dropFirst()
        var items: [Value] = [], hasComma = false
        while true {
            skipBlanks()
            if take(end) { return (items, hasComma) }
            guard items.isEmpty || hasComma, let item = expression() else { return nil }
            items.append(item)
            skipBlanks()
            hasComma = take(",")
        }
    }

    /// A dict or a set; a set becomes a list.
    private mutating func braces() -> Value? {
        rest = rest.dropFirst()
        var items = Dict(), elements: [Value] = []
        while true {
            skipBlanks()
            if take("}") {
                if elements.isEmpty { return Self.dict(items) }
                return items.isEmpty ? Self.list(elements) : nil
            }
            guard let key = expression() else { return nil }
            skipBlanks()
            if take(":") {
                guard let value = expression() else { return nil }
                items[key] = value
            } else {
                if !elements.contains(key) { elements.append(key) }
            }
            skipBlanks()
            guard take(",") || rest.first == "}" else { return nil }
        }
    }

    private mutating func signed() -> Value? {
        let isNegative = rest.first == "-"
        rest = rest.dropFirst()
        guard let value = expression() else { return nil }
        switch value {
        case .int(let number): return .int(isNegative ? 0 &- number : number)
        case .double(let number): return .double(isNegative ? -number : number)
        case .bigInt: return isNegative ? try? value.negated() : value
        default: return nil
        }
    }

    private mutating func number() -> Value? {
        let text = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }
        var end = text.endIndex
        if let last = text.last, last == "e" || last == "E", !text.hasPrefix("0x"), !text.hasPrefix("0X"),
            let sign = rest[end...].first, sign == "-" || sign == "+"
        {
            end = rest[rest.index(after: end)...].prefix { $0.isNumber || $0 == "_" }.endIndex
        }
        let whole = rest[..<end]
        if whole.contains("__") || whole.last == "_" { return nil }
        let digits = String(whole.filter { $0 != "_" }).lowercased()
        rest = rest[end...]
        if depth > 1, whole == "..." { return makeText("...") }
        if depth > 1, digits.last == "j", Double(digits.dropLast()) != nil { return makeText(String(whole)) }
        for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return try? Value.integer(parsing: String(digits.dropFirst(2)), base: base)
        }
        if digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
            if digits.count > 1, digits.first == "0", digits.contains(where: { $0 != "0" }) { return nil }
            return try? Value.integer(parsing: digits, base: 10)
        }
        guard digits.allSatisfy({ $0.isNumber || ".e+-".contains($0) }) else { return nil }
        return Double(digits.hasPrefix(".") ? "0" + digits : digits.hasSuffix(".") ? digits + "0" : digits)
            .map { .double($0) }
    }

    private mutating func word() -> Value? {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[name.endIndex...]
        switch name {
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "None": return Value.none
        case "u", "U", "r", "R", "b", "B":
            guard rest.first == "'" || rest.first == "\"" else { return nil }
            return string(isRaw: name == "r" || name == "R")
        case "set" where rest.hasPrefix("()"):
            rest = rest.dropFirst(2)
            return Self.list([])
        default: return nil
        }
    }

    private mutating func string(isRaw: Bool = false) -> Value? {
        guard var text = oneString(isRaw: isRaw) else { return nil }
        skipBlanks()
        while rest.first == "'" || rest.first == "\"" {
            guard let more = oneString(isRaw: false) else { return nil }
            text += more
            skipBlanks()
        }
        return makeText(text)
    }

    private static let escapes: [Character: String] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t",
        "v": "\u{b}", "\n": "",
    ]

    private mutating func oneString(isRaw: Bool) -> String? {
        guard let quote = rest.popFirst() else { return nil }
        let isTriple = rest.hasPrefix(String(repeating: quote, count: 2))
        if isTriple { rest = rest.dropFirst(2) }
        let end = String(repeating: quote, count: isTriple ? 3 : 1)
        var text = ""
        while !rest.hasPrefix(end) {
            guard let character = rest.popFirst() else { return nil }
            guard character == "\\" else {
                text.append(character)
                continue
            }
            guard let kind = rest.popFirst() else { return nil }
            if isRaw {
                text += "\\\(kind)"
            } else if let plain = Self.escapes[kind] {
                text += plain
            } else if let scalar = numbered(kind) {
                text.unicodeScalars.append(scalar)
            } else if "xuU".contains(kind) {
                return nil
            } else {
                text += "\\\(kind)"
            }
        }
        rest = rest.dropFirst(end.count)
        return text
    }

    /// `\x41`, `\u0041`, `\U00000041`, `\101`
    private mutating func numbered(_ kind: Character) -> Unicode.Scalar? {
        let lengths: [Character: Int] = ["x": 2, "u": 4, "U": 8]
        if let length = lengths[kind] {
            let digits = rest.prefix(length)
            guard digits.count == length, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
                return nil
            }
            rest = rest.dropFirst(length)
            return scalar
        }
        guard kind.isASCII, let first = kind.wholeNumberValue, first < 8 else { return nil }
        let more = rest.prefix(2).prefix { ("0"..."7").contains($0) }
        rest = rest.dropFirst(more.count)
        return UInt32(String(kind) + more, radix: 8).flatMap(Unicode.Scalar.init)
    }
}
