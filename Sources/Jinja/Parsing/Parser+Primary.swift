import Values

extension Parser {
    mutating func parsePrimary() throws(TemplateError) -> Expression {
        let token = try current()
        switch token.kind {
        case .name(let name):
            try take()
            switch name {
            case "true", "True": return Expression(leaf: .constant(.bool(true)), token.place)
            case "false", "False": return Expression(leaf: .constant(.bool(false)), token.place)
            case "none", "None": return Expression(leaf: .constant(.none), token.place)
            default: return Expression(leaf: .name(name), token.place)
            }
        case .string(var text):
            try take()
            var place = token.place
            while case .string(let more) = self.token.kind {
                text += more
                place = place.through(try take().place)
            }
            return Expression(leaf: .constant(.string(text)), place)
        case .number(let number):
            try take()
            return Expression(leaf: .constant(number), token.place)
        case .symbol(.leftParenthesis):
            try take()
            let inner = try parseTuple(isBracketed: true)
            try expect(.rightParenthesis)
            return inner
        case .symbol(.leftBracket): return try parseList()
        case .symbol(.leftBrace): return try parseDict()
        default: throw error("unexpected '\(token.description)'")
        }
    }

    /// An expression, or a tuple where commas follow.
    mutating func parseTuple(
        allowsConditional: Bool = true, endsBefore name: String? = nil, isBracketed: Bool = false
    ) throws(TemplateError) -> Expression {
        let start = try current().place
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try expect(.comma) }
            if isTupleEnd(name) { break }
            items.append(try parseExpression(allowsConditional: allowsConditional))
            guard isSymbol(.comma) else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = items.first { return only }
            guard isBracketed else {
                throw error("Expected an expression, got '\(try current().description)'")
            }
        }
        return try Expression(.tuple(items), Place(Int(start.start), Int(lastEnd)), over: items)
    }

    func isTupleEnd(_ name: String?) -> Bool {
        switch token.kind {
        case .variableEnd, .blockEnd, .symbol(.rightParenthesis): true
        case .name(let found): found == name
        default: false
        }
    }

    private mutating func parseList() throws(TemplateError) -> Expression {
        let start = try expect(.leftBracket).place
        var items: [Expression] = []
        while !isSymbol(.rightBracket) {
            if !items.isEmpty {
                try expect(.comma)
                if isSymbol(.rightBracket) { break }
            }
            items.append(try parseExpression())
        }
        let end = try expect(.rightBracket).place
        return try Expression(.list(items), start.through(end), over: items)
    }

    private mutating func parseDict() throws(TemplateError) -> Expression {
        let start = try expect(.leftBrace).place
        var items: [(key: Expression, value: Expression)] = []
        while !isSymbol(.rightBrace) {
            if !items.isEmpty {
                try expect(.comma)
                if isSymbol(.rightBrace) { break }
            }
            let key = try parseExpression()
            try expect(.colon)
            items.append((key, try parseExpression()))
        }
        let end = try expect(.rightBrace).place
        return try Expression(.dict(items), start.through(end), over: items.flatMap { [$0.key, $0.value] })
    }

    mutating func parsePostfix(_ target: Expression) throws(TemplateError) -> Expression {
        var result = target
        while true {
            switch token.kind {
            case .symbol(.dot), .symbol(.leftBracket): result = try parseSubscript(result)
            case .symbol(.leftParenthesis): result = try parseCall(result)
            default: return result
            }
        }
    }

    mutating func parseFilterExpression(_ target: Expression) throws(TemplateError) -> Expression {
        var result = target
        while true {
            switch token.kind {
            case .symbol(.bar): result = try parseFilter(result)
            case .name("is"): result = try parseTest(result)
            case .symbol(.leftParenthesis): result = try parseCall(result)
            default: return result
            }
        }
    }

    private mutating func parseSubscript(_ target: Expression) throws(TemplateError) -> Expression {
        if try skip(.dot) {
            let attribute = try take()
            let place = target.place.through(attribute.place)
            switch attribute.kind {
            case .name(let name): return try Expression(.attribute(target, name), place, over: [target])
            case .number(let number) where number.isWhole:
                let key = Expression(leaf: .constant(number), attribute.place)
                return try Expression(.item(target, key), place, over: [target])
            default: throw error("expected name or number", at: attribute.place)
            }
        }
        let start = try expect(.leftBracket).place
        var keys: [Expression] = []
        while !isSymbol(.rightBracket) {
            if !keys.isEmpty { try expect(.comma) }
            keys.append(try parseSubscribed())
        }
        let end = try expect(.rightBracket).place
        let key = keys.count == 1 ? keys[0] : try Expression(.tuple(keys), start.through(end), over: keys)
        return try Expression(.item(target, key), target.place.through(end), over: [target, key])
    }

    private mutating func parseSubscribed() throws(TemplateError) -> Expression {
        let start = try current().place
        var bounds: [Expression?] = []
        if isSymbol(.colon) {
            bounds.append(nil)
        } else {
            let first = try parseExpression()
            guard isSymbol(.colon) else { return first }
            bounds.append(first)
        }
        try expect(.colon)
        let endsHere = isSymbol(.colon) || isSymbol(.rightBracket) || isSymbol(.comma)
        bounds.append(endsHere ? nil : try parseExpression())
        if try skip(.colon), !isSymbol(.rightBracket), !isSymbol(.comma) {
            bounds.append(try parseExpression())
        } else {
            bounds.append(nil)
        }
        return try Expression(
            .slice(bounds[0], bounds[1], bounds[2]), Place(Int(start.start), Int(lastEnd)),
            over: bounds.compactMap { $0 })
    }
}

extension Value {
    /// Whether it is an int of any size.
    var isWhole: Bool {
        switch self {
        case .int, .bigInt: true
        default: false
        }
    }
}
