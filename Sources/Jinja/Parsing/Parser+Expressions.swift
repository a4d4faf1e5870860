import Values

/// Operators from the loosest to the tightest.
extension Parser {
    mutating func parseExpression(allowsConditional: Bool = true) throws(TemplateError) -> Expression {
        try nested { (parser) throws(TemplateError) in
            allowsConditional ? try parser.parseConditional() : try parser.parseOr()
        }
    }

    private mutating func parseConditional() throws(TemplateError) -> Expression {
        var result = try parseOr()
        while try skip(name: "if") {
            let test = try parseOr()
            let otherwise = try skip(name: "else") ? try parseExpression() : nil
            let place = result.place.through(otherwise?.place ?? test.place)
            result = try Expression(
                .conditional(test: test, then: result, otherwise: otherwise), place,
                over: [test, result] + (otherwise.map { [$0] } ?? []))
        }
        return result
    }

    private mutating func parseOr() throws(TemplateError) -> Expression {
        var left = try parseAnd()
        while try skip(name: "or") {
            let right = try parseAnd()
            left = try Expression(.or(left, right), left.place.through(right.place), over: [left, right])
        }
        return left
    }

    private mutating func parseAnd() throws(TemplateError) -> Expression {
        var left = try parseNot()
        while try skip(name: "and") {
            let right = try parseNot()
            left = try Expression(.and(left, right), left.place.through(right.place), over: [left, right])
        }
        return left
    }

    private mutating func parseNot() throws(TemplateError) -> Expression {
        guard isName("not") else { return try parseComparison() }
        let start = try take().place
        let operand = try nested { (parser) throws(TemplateError) in try parser.parseNot() }
        return try Expression(.not(operand), start.through(operand.place), over: [operand])
    }

    private mutating func parseComparison() throws(TemplateError) -> Expression {
        let first = try parseSum()
        var rest: [(Expression.Comparison, Expression)] = []
        while let comparison = try takeComparison() { rest.append((comparison, try parseSum())) }
        guard let last = rest.last else { return first }
        return try Expression(
            .comparison(first, rest), first.place.through(last.1.place), over: [first] + rest.map(\.1))
    }

    private mutating func takeComparison() throws(TemplateError) -> Expression.Comparison? {
        switch token.kind {
        case .name("in"):
            try take()
            return .isIn
        case .name("not"):
            guard case .name("in") = peek().kind else { return nil }
            try take()
            try take()
            return .isNotIn
        case .symbol(let symbol):
            let comparison: Expression.Comparison? =
                switch symbol {
                case .equal: .equal
                case .notEqual: .notEqual
                case .less: .ordered(.less)
                case .lessOrEqual: .ordered(.lessOrEqual)
                case .greater: .ordered(.greater)
                case .greaterOrEqual: .ordered(.greaterOrEqual)
                default: nil
                }
            if comparison != nil { try take() }
            return comparison
        default: return nil
        }
    }

    private mutating func parseSum() throws(TemplateError) -> Expression {
        var left = try parseConcatenation()
        while let operation = sumOperator {
            try take()
            let right = try parseConcatenation()
            left = try binary(operation, left, right)
        }
        return left
    }

    private mutating func parseConcatenation() throws(TemplateError) -> Expression {
        let first = try parseProduct()
        guard isSymbol(.tilde) else { return first }
        var parts = [first]
        while try skip(.tilde) { parts.append(try parseProduct()) }
        return try Expression(
            .concatenation(parts), first.place.through(parts[parts.count - 1].place), over: parts)
    }

    private mutating func parseProduct() throws(TemplateError) -> Expression {
        var left = try parsePower()
        while let operation = productOperator {
            try take()
            let right = try parsePower()
            left = try binary(operation, left, right)
        }
        return left
    }

    private mutating func parsePower() throws(TemplateError) -> Expression {
        var left = try parseUnary()
        while try skip(.power) {
            let right = try parseUnary()
            left = try binary(.power, left, right)
        }
        return left
    }

    private var sumOperator: ArithmeticOperator? {
        switch token.kind {
        case .symbol(.add): .add
        case .symbol(.subtract): .subtract
        default: nil
        }
    }

    private var productOperator: ArithmeticOperator? {
        switch token.kind {
        case .symbol(.multiply): .multiply
        case .symbol(.divide): .divide
        case .symbol(.floorDivide): .floorDivide
        case .symbol(.modulo): .modulo
        default: nil
        }
    }

    private func binary(
        _ operation: ArithmeticOperator, _ left: Expression, _ right: Expression
    ) throws(TemplateError) -> Expression {
        try Expression(
            .arithmetic(operation, left, right), left.place.through(right.place), over: [left, right])
    }

    private mutating func parseUnary(withFilter: Bool = true) throws(TemplateError) -> Expression {
        var result: Expression
        switch token.kind {
        case .symbol(.subtract), .symbol(.add):
            let sign = try take()
            let operand = try nested { (parser) throws(TemplateError) in
                try parser.parseUnary(withFilter: false)
            }
            let isMinus = if case .symbol(.subtract) = sign.kind { true } else { false }
            result = try Expression(
                isMinus ? .negative(operand) : .positive(operand), sign.place.through(operand.place),
                over: [operand])
        default: result = try parsePrimary()
        }
        result = try parsePostfix(result)
        return withFilter ? try parseFilterExpression(result) : result
    }
}
