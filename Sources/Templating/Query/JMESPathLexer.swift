import Values

/// The words of a JMESPath expression.
struct JMESPathLexer {
    enum Token: Equatable {
        case identifier(String)
        case quoted(String)
        case literal(Value)
        case number(Int)
        /// Operators and brackets, `[?` and `[]` among them.
        case sign(String)
        case end
    }
    typealias Failure = JMESPath.Failure

    private static let signs = [
        "[?", "[]", "||", "&&", "==", "!=", "<=", ">=", ".", "*", "[", "]", "{", "}", "(", ")", ",", ":", "@", "&", "|",
        "<", ">", "!",
    ]

    private var rest: Substring
    private let whole: String

    static func tokens(_ text: String) throws(Failure) -> [Token] {
        var lexer = JMESPathLexer(rest: text[...], whole: text)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens + [.end]
    }

    private init(rest: Substring, whole: String) {
        self.rest = rest
        self.whole = whole
    }

    private mutating func next() throws(Failure) -> Token? {
        rest = rest.drop { $0.isWhitespace }
        guard let first = rest.first else { return nil }
        if first.isASCII, first.isLetter || first == "_" {
            let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            rest = rest[word.endIndex...]
            return .identifier(String(word))
        }
        if first == "-" || (first.isASCII && first.isNumber) {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            let text = String(first) + digits
            guard let number = Int(text) else { throw failure("Unknown token '\(text)'") }
            rest = rest[digits.endIndex...]
            return .number(number)
        }
        switch first {
        case "\"":
            let body = try delimited("\"")
            guard case .string(let name)? = try? JSON.parse("\"\(body)\"") else { throw failure("Invalid quoted name") }
            return .quoted(name)
        case "'": return .literal(.string(try delimited("'").replacing("\\'", with: "'")))
        case "`":
            let body = try delimited("`").replacing("\\`", with: "`")
            if let value = try? JSON.parse(body) { return .literal(value) }
            let trimmed = body.drop(while: \.isWhitespace)
            guard let value = try? JSON.parse("\"\(trimmed)\"") else { throw failure("Bad token \(body)") }
            return .literal(value)
        default:
            for sign in Self.signs where rest.hasPrefix(sign) {
                rest = rest.dropFirst(sign.count)
                return .sign(sign)
            }
            throw failure("Unknown token '\(first)'")
        }
    }

    /// What stands up to the closing `mark`, its escapes untouched.
    private mutating func delimited(_ mark: Character) throws(Failure) -> String {
        rest = rest.dropFirst()
        var body = "", isEscaped = false
        while let letter = rest.popFirst() {
            if !isEscaped, letter == mark { return body }
            isEscaped = letter == "\\" && !isEscaped
            body.append(letter)
        }
        throw failure("Unclosed \(mark) delimiter")
    }

    private func failure(_ reason: String) -> Failure {
        Failure(message: "Bad jmespath expression: \(reason):\n\(whole)")
    }
}
