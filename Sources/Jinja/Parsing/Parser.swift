import Values

/// Makes syntax trees of tokens, by the grammar (and the messages) of Jinja2's parser.
struct Parser {
    /// Statements and brackets inside each other beyond this are refused.
    static let nestingLimit = 100

    private let tokens: [Token]
    private var index = 0
    var tagStack: [String] = []
    var endTokenStack: [[String]] = []
    var nesting = 0
    /// Where the last token that was taken ended.
    private(set) var lastEnd: Int32 = 0

    init(_ tokens: [Token]) { self.tokens = tokens }

    /// The statements of a whole template.
    static func template(_ tokens: [Token]) throws(TemplateError) -> [Statement] {
        var parser = Parser(tokens)
        return try parser.parseBody(until: nil)
    }

    /// The one expression of `tokens`.
    static func expression(_ tokens: [Token]) throws(TemplateError) -> Expression {
        var parser = Parser(tokens)
        let expression = try parser.parseExpression()
        guard case .end = try parser.current().kind else {
            throw parser.error("chunk after expression", at: parser.token.place)
        }
        return expression
    }

    /// The token at hand, failures included.
    var token: Token { tokens[index] }

    func peek() -> Token { tokens[min(index + 1, tokens.count - 1)] }

    /// The token at hand; throws where the lexer failed.
    func current() throws(TemplateError) -> Token {
        if case .failure(var error) = tokens[index].kind {
            lexicalPlace(&error)
            throw error
        }
        return tokens[index]
    }

    private func lexicalPlace(_ error: inout TemplateError) {
        error.place = error.place ?? tokens[index].place
    }

    @discardableResult
    mutating func take() throws(TemplateError) -> Token {
        let token = try current()
        lastEnd = token.place.end
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    func error(_ message: String, at place: Place? = nil) -> TemplateError {
        var error = TemplateError(.syntax, message)
        error.place = place ?? token.place
        return error
    }

    func isName(_ name: String) -> Bool {
        if case .name(let found) = token.kind { found == name } else { false }
    }

    func isSymbol(_ symbol: Symbol) -> Bool {
        if case .symbol(let found) = token.kind { found == symbol } else { false }
    }

    mutating func skip(name: String) throws(TemplateError) -> Bool {
        guard isName(name) else { return false }
        try take()
        return true
    }

    mutating func skip(_ symbol: Symbol) throws(TemplateError) -> Bool {
        guard isSymbol(symbol) else { return false }
        try take()
        return true
    }

    @discardableResult
    mutating func expect(_ symbol: Symbol) throws(TemplateError) -> Token {
        guard isSymbol(symbol) else { throw unexpected(symbol.rawValue) }
        return try take()
    }

    mutating func expect(name: String) throws(TemplateError) {
        guard isName(name) else { throw unexpected(name) }
        try take()
    }

    mutating func expectName() throws(TemplateError) -> String {
        guard case .name(let name) = token.kind else { throw unexpected("name") }
        try take()
        return name
    }

    mutating func expectBlockEnd() throws(TemplateError) {
        guard case .blockEnd = token.kind else { throw unexpected("end of statement block") }
        try take()
    }

    func unexpected(_ wanted: String) -> TemplateError {
        if case .failure(var failure) = token.kind {
            lexicalPlace(&failure)
            return failure
        }
        if case .end = token.kind { return error("unexpected end of template, expected '\(wanted)'.") }
        return error("expected token '\(wanted)', got '\(token.description)'")
    }

    /// Runs `body` one level deeper, within the limit.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Parser.nestingLimit else { throw error("too many statically nested blocks") }
        return try body(&self)
    }
}
