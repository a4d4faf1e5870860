/// A Pratt parser of JMESPath, with the binding powers of its grammar.
struct JMESPathParser {
    typealias Failure = JMESPath.Failure
    typealias Token = JMESPathLexer.Token

    private static let bindingPowers = [
        "|": 1, "||": 2, "&&": 3, "==": 5, "!=": 5, "<": 5, "<=": 5, ">": 5, ">=": 5, "[]": 9, "*": 20, "[?": 21,
        ".": 40, "!": 45, "{": 50, "[": 55, "(": 60,
    ]
    /// Tokens below this end a projection.
    private static let projectionStop = 10
    private static let depthLimit = 200

    private let tokens: [JMESPathLexer.PlacedToken]
    private let text: String
    private var position = 0
    private var depth = 0

    init(_ text: String) throws(Failure) {
        self.text = text
        tokens = try JMESPathLexer.tokens(text)
    }

    mutating func parse() throws(Failure) -> JMESPath {
        guard tokens.count > 1 else { throw Failure(message: "Invalid JMESPath expression: cannot be empty.") }
        let result = try expression(0)
        guard current == .end else { throw failure("Unexpected token: \(current.shown)") }
        return result
    }

    private var current: Token { tokens[position].token }
    private func peek(_ distance: Int) -> Token { tokens[min(position + distance, tokens.count - 1)].token }
    private mutating func advance() { if position < tokens.count - 1 { position += 1 } }
    private var power: Int { if case .sign(let sign) = current { Self.bindingPowers[sign] ?? 0 } else { 0 } }

    private mutating func accept(_ sign: String) -> Bool {
        guard current == .sign(sign) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ sign: String) throws(Failure) {
        guard accept(sign) else { throw unexpected(Token.sign(sign).kind) }
    }

    /// Something else was to stand here, unless the expression just ends.
    private func unexpected(_ wanted: String) -> Failure {
        current == .end ? incomplete() : failure("Expecting: \(wanted), got: \(current.kind)")
    }

    /// The token at hand is wrong, or the one at `place`.
    private func failure(_ reason: String, at place: Int? = nil, showing token: Token? = nil) -> Failure {
        let place = place ?? tokens[position].start
        let token = token ?? current
        return Failure(
            message:
                "\(reason): Parse error at column \(place), token \"\(token.shown)\" (\(token.kind.uppercased())), "
                + "for expression:\n\(underlined(place))")
    }

    private func incomplete() -> Failure {
        Failure(
            message: "Invalid jmespath expression: Incomplete expression:\n\(underlined(text.unicodeScalars.count))")
    }

    /// The expression in quotes with a caret under the character that has `count` before it.
    private func underlined(_ count: Int) -> String { "\"\(text)\"\n\(String(repeating: " ", count: count + 1))^" }

    private mutating func expression(_ limit: Int) throws(Failure) -> JMESPath {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw Failure(message: "Invalid JMESPath expression: nested too deep") }
        var left = try prefix()
        while limit < power { left = try infix(left) }
        return left
    }

    private mutating func prefix() throws(Failure) -> JMESPath {
        let token = current
        advance()
        switch token {
        case .literal(let value): return .literal(value)
        case .quoted(let name):
            if current == .sign("(") { throw failure("Quoted identifier not allowed for function names.", at: 0) }
            return .field(name)
        case .identifier(let name): return current == .sign("(") ? try call(name) : .field(name)
        case .sign("@"): return .identity
        case .sign("*"): return .valueProjection(.identity, try projected(20))
        case .sign("[?"): return try filter(.identity)
        case .sign("[]"): return .projection(.flatten(.identity), try projected(9))
        case .sign("!"): return .not(try expression(45))
        case .sign("&"): return .reference(try expression(0))
        case .sign("{"): return try hash()
        case .sign("("):
            let inner = try expression(0)
            try expect(")")
            return inner
        case .sign("["):
            if let result = try bracket(.identity) { return result }
            return try list()
        default:
            if token == .end { throw incomplete() }
            position -= 1
            throw failure("invalid token")
        }
    }

    private mutating func infix(_ left: JMESPath) throws(Failure) -> JMESPath {
        guard case .sign(let sign) = current else { throw failure("invalid token") }
        advance()
        switch sign {
        case ".":
            if accept("*") { return .valueProjection(left, try projected(20)) }
            return .chain(left, try afterDot(40))
        case "|": return .chain(left, try expression(1))
        case "||": return .or(left, try expression(2))
        case "&&": return .and(left, try expression(3))
        case "==", "!=", "<", "<=", ">", ">=": return .comparison(sign, left, try expression(5))
        case "[]": return .projection(.flatten(left), try projected(9))
        case "[?": return try filter(left)
        case "[":
            if let result = try bracket(left) { return result }
            try expect("*")
            throw unexpected("rbracket")
        case "(":
            let before = tokens[position - 2]
            throw failure("Invalid function name '\(before.token.shown)'", at: before.start, showing: before.token)
        default:
            position -= 1
            throw failure("invalid token")
        }
    }

    /// An index, a slice or `*` in brackets applied to `left`; nil where something else stands there.
    private mutating func bracket(_ left: JMESPath) throws(Failure) -> JMESPath? {
        if current == .sign("*"), peek(1) == .sign("]") {
            advance()
            advance()
            return .projection(left, try projected(20))
        }
        var bounds: [Int?] = [nil], isIndex = false
        if case .number = current { isIndex = true }
        guard isIndex || current == .sign(":") else { return nil }
        if isIndex, peek(1) != .sign(":"), case .number(let number) = current {
            advance()
            try expect("]")
            return .chain(left, .index(number))
        }
        while !accept("]") {
            if case .number(let number) = current {
                bounds[bounds.count - 1] = number
                advance()
            } else {
                guard current == .sign(":"), bounds.count < 3 else { throw failure("syntax error") }
                advance()
                bounds.append(nil)
            }
        }
        bounds += [nil, nil]
        return .projection(.chain(left, .slice(bounds[0], bounds[1], bounds[2])), try projected(20))
    }

    private mutating func filter(_ left: JMESPath) throws(Failure) -> JMESPath {
        let condition = try expression(0)
        try expect("]")
        let right: JMESPath = current == .sign("[]") ? .identity : try projected(21)
        return .filter(left, right, condition: condition)
    }

    /// What follows a projection and is applied to each of its items.
    private mutating func projected(_ limit: Int) throws(Failure) -> JMESPath {
        if power < Self.projectionStop { return .identity }
        switch current {
        case .sign("["), .sign("[?"): return try expression(limit)
        case .sign("."):
            advance()
            return try afterDot(limit)
        default: throw failure("syntax error")
        }
    }

    private mutating func afterDot(_ limit: Int) throws(Failure) -> JMESPath {
        switch current {
        case .identifier, .quoted, .sign("*"): return try expression(limit)
        case .sign("["):
            advance()
            return try list()
        case .sign("{"):
            advance()
            return try hash()
        default:
            throw failure(
                "Expecting: ['quoted_identifier', 'unquoted_identifier', 'lbracket', 'lbrace'], got: \(current.kind)")
        }
    }

    private mutating func list() throws(Failure) -> JMESPath {
        var parts = [try expression(0)]
        while accept(",") { parts.append(try expression(0)) }
        try expect("]")
        return .list(parts)
    }

    private mutating func hash() throws(Failure) -> JMESPath {
        var parts: [(key: String, value: JMESPath)] = []
        repeat {
            let key: String
            switch current {
            case .identifier(let word), .quoted(let word): key = word
            default: throw unexpected("['quoted_identifier', 'unquoted_identifier']")
            }
            advance()
            try expect(":")
            parts.append((key, try expression(0)))
            _ = accept(",")
        } while !accept("}")
        return .hash(parts)
    }

    private mutating func call(_ name: String) throws(Failure) -> JMESPath {
        try expect("(")
        var arguments: [JMESPath] = []
        while !accept(")") {
            arguments.append(try expression(0))
            _ = accept(",")
        }
        return .call(name, arguments)
    }
}
