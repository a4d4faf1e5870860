import Values

/// The words of a JMESPath expression, each with its place.
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

    /// A token and how many characters stand before it.
    struct PlacedToken {
        let token: Token
        let start: Int
    }
    typealias Failure = JMESPath.Failure

    private static let signs = [
        "[?", "[]", "||", "&&", "==", "!=", "<=", ">=", ".", "*", "[", "]", "{", "}", "(", ")", ",", ":", "@", "&", "|",
        "<", ">", "!",
    ]

    private var rest: Substring
    private let whole: String

    static func tokens(_ text: String) throws(Failure) -> [PlacedToken] {
        var lexer = JMESPathLexer(rest: text[...], whole: text)
        var tokens: [PlacedToken] = []
        while true {
            lexer.rest = lexer.rest.drop { $0.isWhitespace }
            let start = lexer.position
            guard let token = try lexer.next() else { break }
            tokens.append(PlacedToken(token: token, start: start))
        }
        return tokens + [PlacedToken(token: .end, start: text.unicodeScalars.count)]
    }

    private init(rest: Substring, whole: String) {
        self.rest = rest
        self.whole = whole
    }

    private var position: Int { whole.unicodeScalars.distance(from: whole.startIndex, to: rest.startIndex) }

    private mutating func next() throws(Failure) -> Token? {
        let start = position
        guard let first = rest.first else { return nil }
        if first.isASCII, first.isLetter || first == "_" {
            let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            rest = rest[word.endIndex...]
            return .identifier(String(word))
        }
        if first == "-" || (first.isASCII && first.isNumber) {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            let text = String(first) + digits
            guard let number = Int(text) else { throw failure("Unknown token '\(text)'", start) }
            rest = rest[digits.endIndex...]
            return .number(number)
        }
        switch first {
        case "\"":
            let body = try delimited("\"")
            guard case .string(let name)? = try? JSON.parse("\"\(body)\"") else {
                throw failure("Invalid quoted name", start)
            }
            return .quoted(name)
        case "'": return .literal(.string(try delimited("'").replacing("\\'", with: "'")))
        case "`":
            let body = try delimited("`").replacing("\\`", with: "`")
            if let value = try? JSON.parse(body) { return .literal(value) }
            let trimmed = body.drop(while: \.isWhitespace)
            guard let value = try? JSON.parse("\"\(trimmed)\"") else { throw failure("Bad token \(body)", start) }
            return .literal(value)
        default:
            for sign in Self.signs where rest.hasPrefix(sign) {
                rest = rest.dropFirst(sign.count)
                return .sign(sign)
            }
            throw failure("Unknown token \(first == "=" ? "'='" : String(first))", start)
        }
    }

    /// What stands up to the closing `mark`, its escapes untouched.
    private mutating func delimited(_ mark: Character) throws(Failure) -> String {
        let start = position
        rest = rest.dropFirst()
        var body = "", isEscaped = false
        while let letter = rest.popFirst() {
            if !isEscaped, letter == mark { return body }
            isEscaped = letter == "\\" && !isEscaped
            body.append(letter)
        }
        throw failure("Unclosed \(mark) delimiter", start)
    }

    private func failure(_ reason: String, _ start: Int) -> Failure {
        Failure(message: "Bad jmespath expression: \(reason):\n\(whole)\n\(String(repeating: " ", count: start))^")
    }
}

extension JMESPathLexer.Token {
    /// What the messages of jmespath call its kind.
    var kind: String {
        switch self {
        case .identifier: "unquoted_identifier"
        case .quoted: "quoted_identifier"
        case .literal: "literal"
        case .number: "number"
        case .sign(let sign): Self.names[sign] ?? sign
        case .end: "eof"
        }
    }

    /// Its text in those messages.
    var shown: String {
        switch self {
        case .identifier(let word), .quoted(let word), .sign(let word): word
        case .number(let number): "\(number)"
        case .literal(let value): (try? value.string()) ?? ""
        case .end: ""
        }
    }

    private static let names = [
        "[?": "filter", "[]": "flatten", "||": "or", "&&": "and", "==": "eq", "!=": "ne", "<=": "lte", ">=": "gte",
        ".": "dot", "*": "star", "[": "lbracket", "]": "rbracket", "{": "lbrace", "}": "rbrace", "(": "lparen",
        ")": "rparen", ",": "comma", ":": "colon", "@": "current", "&": "expref", "|": "pipe", "<": "lt", ">": "gt",
        "!": "not",
    ]
}
