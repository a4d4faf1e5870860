import Values

extension Parser {
    mutating func parseCall(_ target: Expression) throws(TemplateError) -> Expression {
        let arguments = try parseArguments()
        let place = Place(Int(target.place.start), Int(lastEnd))
        return try Expression(.call(target, arguments), place, over: [target] + arguments.all)
    }

    private mutating func parseArguments() throws(TemplateError) -> Expression.Arguments {
        let start = try expect(.leftParenthesis).place
        var arguments = Expression.Arguments()
        var needsComma = false
        func ensure(_ condition: Bool) throws(TemplateError) {
            if !condition { throw error("invalid syntax for function call expression", at: start) }
        }
        while !isSymbol(.rightParenthesis) {
            if needsComma {
                try expect(.comma)
                if isSymbol(.rightParenthesis) { break }
            }
            if try skip(.multiply) {
                try ensure(arguments.star == nil && arguments.doubleStar == nil)
                arguments.star = try parseExpression()
            } else if try skip(.power) {
                try ensure(arguments.doubleStar == nil)
                arguments.doubleStar = try parseExpression()
            } else if case .name(let name) = try current().kind, case .symbol(.assign) = peek().kind {
                try ensure(arguments.doubleStar == nil)
                try take()
                try take()
                arguments.keywords.append((name, try parseExpression()))
            } else {
                try ensure(
                    arguments.star == nil && arguments.doubleStar == nil && arguments.keywords.isEmpty)
                arguments.positional.append(try parseExpression())
            }
            needsComma = true
        }
        try expect(.rightParenthesis)
        return arguments
    }

    private mutating func parseDottedName() throws(TemplateError) -> String {
        var name = try expectName()
        while try skip(.dot) { name += "." + (try expectName()) }
        return name
    }

    /// The filters that follow, each on the result of the one before.
    mutating func parseFilter(_ input: Expression) throws(TemplateError) -> Expression {
        var result = input
        while try skip(.bar) {
            let call = try parseFilterCall()
            let place = result.place.through(call.place)
            result = try Expression(
                .filter(result, call.name, call.arguments), place, over: [result] + call.arguments.all)
        }
        return result
    }

    /// The filters of a filter block or a set block, first one first.
    mutating func parseFilterCalls(startsInline: Bool) throws(TemplateError) -> [Statement.FilterCall] {
        var calls: [Statement.FilterCall] = []
        if startsInline { calls.append(try parseFilterCall()) }
        while try skip(.bar) { calls.append(try parseFilterCall()) }
        return calls
    }

    private mutating func parseFilterCall() throws(TemplateError) -> Statement.FilterCall {
        let start = try current().place
        let name = try parseDottedName()
        let arguments = isSymbol(.leftParenthesis) ? try parseArguments() : Expression.Arguments()
        return Statement.FilterCall(
            name: name, arguments: arguments, place: Place(Int(start.start), Int(lastEnd)))
    }

    mutating func parseTest(_ input: Expression) throws(TemplateError) -> Expression {
        try take()
        let isNegated = try skip(name: "not")
        let name = try parseDottedName()
        var arguments = Expression.Arguments()
        if isSymbol(.leftParenthesis) {
            arguments = try parseArguments()
        } else if try startsArgument() {
            let argument = try parsePrimary()
            arguments.positional = [try parsePostfix(argument)]
        }
        let place = Place(Int(input.place.start), Int(lastEnd))
        let test = try Expression(.test(input, name, arguments), place, over: [input] + arguments.all)
        return isNegated ? try Expression(.not(test), place, over: [test]) : test
    }

    /// Whether an argument without brackets follows the name of a test.
    private func startsArgument() throws(TemplateError) -> Bool {
        switch try current().kind {
        case .name("else"), .name("or"), .name("and"): return false
        case .name("is"): throw error("You cannot chain multiple tests with is")
        case .name, .string, .number, .symbol(.leftBracket), .symbol(.leftBrace): return true
        default: return false
        }
    }
}
