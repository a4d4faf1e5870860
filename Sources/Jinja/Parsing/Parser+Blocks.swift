import Values

extension Parser {
    /// What stands left of an assignment or between `for` and `in`.
    mutating func parseTarget(
        endsBefore name: String? = nil, allowsNamespace: Bool = false
    ) throws(TemplateError) -> Statement.Target {
        var targets: [Statement.Target] = []
        var isTuple = false
        let start = try current()
        while true {
            if !targets.isEmpty { try expect(.comma) }
            if isTupleEnd(name) || isSymbol(.assign) && isTuple { break }
            targets.append(try parseSimpleTarget(allowsNamespace: allowsNamespace))
            guard isSymbol(.comma) else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = targets.first { return only }
            throw error("Expected an expression, got '\(start.description)'", at: start.place)
        }
        return .tuple(targets)
    }

    private mutating func parseSimpleTarget(allowsNamespace: Bool) throws(TemplateError) -> Statement.Target {
        let token = try current()
        switch token.kind {
        case .name(let name):
            guard !["true", "false", "none", "True", "False", "None"].contains(name) else {
                throw error("can't assign to 'const'", at: token.place)
            }
            try take()
            guard allowsNamespace, try skip(.dot) else { return .name(name) }
            return .attribute(name, try expectName())
        case .symbol(.leftParenthesis):
            try take()
            let inner = try nested { (parser) throws(TemplateError) in
                try parser.parseTarget(allowsNamespace: false)
            }
            try expect(.rightParenthesis)
            return inner
        case .string, .number: throw error("can't assign to 'const'", at: token.place)
        case .symbol(.leftBracket): throw error("can't assign to 'list'", at: token.place)
        case .symbol(.leftBrace): throw error("can't assign to 'dict'", at: token.place)
        default: throw error("unexpected '\(token.description)'", at: token.place)
        }
    }

    private mutating func parseNameTarget() throws(TemplateError) -> String {
        let token = try current()
        let name = try expectName()
        guard !["true", "false", "none", "True", "False", "None"].contains(name) else {
            throw error("can't assign to 'name'", at: token.place)
        }
        return name
    }

    private mutating func parseSignature(_ name: String) throws(TemplateError) -> Statement.Signature {
        var parameters: [String] = []
        var defaults: [Expression] = []
        try expect(.leftParenthesis)
        while !isSymbol(.rightParenthesis) {
            if !parameters.isEmpty { try expect(.comma) }
            parameters.append(try parseNameTarget())
            if try skip(.assign) {
                defaults.append(try parseExpression())
            } else if !defaults.isEmpty {
                throw error("non-default argument follows default argument")
            }
        }
        try expect(.rightParenthesis)
        return Statement.Signature(name: name, parameters: parameters, defaults: defaults)
    }

    mutating func parseMacro() throws(TemplateError) -> Statement.Kind {
        let signature = try parseSignature(try parseNameTarget())
        return .macro(signature, body: try parseStatements(until: ["endmacro"], dropsEnd: true))
    }

    mutating func parseCallBlock() throws(TemplateError) -> Statement.Kind {
        let signature =
            isSymbol(.leftParenthesis)
            ? try parseSignature("caller")
            : Statement.Signature(name: "caller", parameters: [], defaults: [])
        let call = try parseExpression()
        guard case .call = call.kind else { throw error("expected call", at: call.place) }
        let body = try parseStatements(until: ["endcall"], dropsEnd: true)
        return .callBlock(call: call, signature: signature, body: body)
    }

    mutating func parseBlock() throws(TemplateError) -> Statement.Kind {
        let name = try expectName()
        let isScoped = try skip(name: "scoped")
        let isRequired = try skip(name: "required")
        if isSymbol(.subtract) {
            throw error(
                "Block names in Jinja have to be valid Python identifiers and may not"
                    + " contain hyphens, use an underscore instead.")
        }
        let body = try parseStatements(until: ["endblock"], dropsEnd: true)
        if isRequired {
            for statement in body {
                guard case .data(let text) = statement.kind, text.utf8.allSatisfy(\.isTemplateSpace) else {
                    throw error("Required blocks can only contain comments or whitespace")
                }
            }
        }
        _ = try skip(name: name)
        return .block(
            Statement.Block(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
    }

    mutating func parseInclude() throws(TemplateError) -> Statement.Kind {
        let template = try parseExpression()
        var ignoresMissing = false
        if isName("ignore"), case .name("missing") = peek().kind {
            try take()
            try take()
            ignoresMissing = true
        }
        let withContext = try parseImportContext() ?? true
        return .include(template, ignoresMissing: ignoresMissing, withContext: withContext)
    }

    /// `with context` or `without context`; nil where neither stands.
    private mutating func parseImportContext() throws(TemplateError) -> Bool? {
        guard isName("with") || isName("without"), case .name("context") = peek().kind else { return nil }
        let isWith = isName("with")
        try take()
        try take()
        return isWith
    }

    mutating func parseImport() throws(TemplateError) -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "as")
        let name = try parseNameTarget()
        return .importAs(template, name, withContext: try parseImportContext() ?? false)
    }

    mutating func parseFromImport() throws(TemplateError) -> Statement.Kind {
        let template = try parseExpression()
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma) }
            guard case .name = try current().kind else { throw unexpected("name") }
            withContext = try parseImportContext()
            if withContext != nil { break }
            let place = token.place
            let name = try parseNameTarget()
            if name.utf8.first == UInt8(ascii: "_") {
                throw error("names starting with an underline can not be imported", at: place)
            }
            names.append((name, try skip(name: "as") ? try parseNameTarget() : name))
            withContext = try parseImportContext()
            if withContext != nil || !isSymbol(.comma) { break }
        }
        return .fromImport(template, names, withContext: withContext ?? false)
    }
}
