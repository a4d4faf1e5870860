extension Parser {
    /// Statements up to a tag that is one of `ends` (which stays the token at hand), or up to the end of the template.
    mutating func parseBody(until ends: [String]?) throws(TemplateError) -> [Statement] {
        if let ends { endTokenStack.append(ends) }
        defer { if ends != nil { endTokenStack.removeLast() } }
        var body: [Statement] = []
        while true {
            let token = try current()
            switch token.kind {
            case .data(let text):
                try take()
                body.append(Statement(.data(text), token.place))
            case .variableBegin:
                try take()
                body.append(Statement(.print(try parseTuple()), token.place))
                guard case .variableEnd = self.token.kind else { throw unexpected("end of print statement") }
                try take()
            case .blockBegin:
                try take()
                if let ends, case .name(let name) = self.token.kind, ends.contains(name) { return body }
                body.append(contentsOf: try parseStatement())
                try expectBlockEnd()
            case .end: return body
            default: throw error("unexpected '\(token.description)'")
            }
        }
    }

    /// The statements of a body that ends with one of `ends`.
    mutating func parseStatements(until ends: [String], dropsEnd: Bool = false) throws(TemplateError)
        -> [Statement]
    {
        _ = try skip(.colon)
        try expectBlockEnd()
        let body = try nested { (parser) throws(TemplateError) in try parser.parseBody(until: ends) }
        if case .end = try current().kind { throw unknownTag(nil, looking: ends) }
        if dropsEnd { try take() }
        return body
    }

    private mutating func parseStatement() throws(TemplateError) -> [Statement] {
        guard case .name(let tag) = try current().kind else { throw error("tag name expected") }
        let start = token.place
        guard Parser.tags.contains(tag) else { throw unknownTag(tag) }
        tagStack.append(tag)
        defer { tagStack.removeLast() }
        try take()
        if tag == "print" { return try parsePrint(start) }
        let kind = try parseTag(tag)
        return [Statement(kind, start)]
    }

    private static let tags: Set<String> = [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with",
        "autoescape", "call", "filter", "do", "break", "continue",
    ]

    private mutating func parseTag(_ tag: String) throws(TemplateError) -> Statement.Kind {
        switch tag {
        case "for": return try parseFor()
        case "if": return try parseIf()
        case "set": return try parseSet()
        case "with": return try parseWith()
        case "macro": return try parseMacro()
        case "call": return try parseCallBlock()
        case "filter":
            let filters = try parseFilterCalls(startsInline: true)
            return .filterBlock(filters, body: try parseStatements(until: ["endfilter"], dropsEnd: true))
        case "autoescape":
            _ = try parseExpression()
            return .scope(body: try parseStatements(until: ["endautoescape"], dropsEnd: true))
        case "block": return try parseBlock()
        case "extends": return .extends(try parseExpression())
        case "include": return try parseInclude()
        case "import": return try parseImport()
        case "from": return try parseFromImport()
        case "do": return .perform(try parseTuple())
        case "break": return .breakLoop
        default: return .continueLoop
        }
    }

    private mutating func parsePrint(_ start: Place) throws(TemplateError) -> [Statement] {
        var statements: [Statement] = []
        while true {
            if case .blockEnd = try current().kind { return statements }
            if !statements.isEmpty { try expect(.comma) }
            statements.append(Statement(.print(try parseExpression()), start))
        }
    }

    private func unknownTag(_ name: String?, looking: [String]? = nil) -> TemplateError {
        let stack = endTokenStack + (looking.map { [$0] } ?? [])
        var message = name.map { "Encountered unknown tag '\($0)'." } ?? "Unexpected end of template."
        if let ends = stack.last {
            let wanted = ends.map { "'\($0)'" }.joined(separator: " or ")
            if let name, stack.contains(where: { $0.contains(name) }) {
                message +=
                    " You probably made a nesting mistake. Jinja is expecting this tag,"
                    + " but currently looking for \(wanted)."
            } else {
                message += " Jinja was looking for the following tags: \(wanted)."
            }
        }
        if let tag = tagStack.last { message += " The innermost block that needs to be closed is '\(tag)'." }
        return error(message)
    }

    private mutating func parseFor() throws(TemplateError) -> Statement.Kind {
        let target = try parseTarget(endsBefore: "in")
        try expect(name: "in")
        let iterable = try parseTuple(allowsConditional: false, endsBefore: "recursive")
        let filter = try skip(name: "if") ? try parseExpression() : nil
        let isRecursive = try skip(name: "recursive")
        let body = try parseStatements(until: ["endfor", "else"])
        var otherwise: [Statement] = []
        if case .name("else") = try take().kind {
            otherwise = try parseStatements(until: ["endfor"], dropsEnd: true)
        }
        return .forLoop(
            Statement.Loop(
                target: target, iterable: iterable, filter: filter, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    private mutating func parseIf() throws(TemplateError) -> Statement.Kind {
        var branches: [(test: Expression, body: [Statement])] = []
        while true {
            let test = try parseTuple(allowsConditional: false)
            branches.append((test, try parseStatements(until: ["elif", "else", "endif"])))
            let end = try take()
            if case .name("elif") = end.kind { continue }
            guard case .name("else") = end.kind else {
                return .conditional(branches: branches, otherwise: [])
            }
            let otherwise = try parseStatements(until: ["endif"], dropsEnd: true)
            return .conditional(branches: branches, otherwise: otherwise)
        }
    }

    private mutating func parseSet() throws(TemplateError) -> Statement.Kind {
        let target = try parseTarget(allowsNamespace: true)
        if try skip(.assign) { return .set(target, try parseTuple()) }
        let filters = try parseFilterCalls(startsInline: false)
        return .setBlock(
            target, filters: filters, body: try parseStatements(until: ["endset"], dropsEnd: true))
    }

    private mutating func parseWith() throws(TemplateError) -> Statement.Kind {
        var assignments: [(target: Statement.Target, value: Expression)] = []
        while true {
            if case .blockEnd = try current().kind { break }
            if !assignments.isEmpty { try expect(.comma) }
            let target = try parseTarget()
            try expect(.assign)
            assignments.append((target, try parseExpression()))
        }
        return .with(assignments, body: try parseStatements(until: ["endwith"], dropsEnd: true))
    }
}
