import Values

extension Compiler {
    func compile(_ expression: Expression) throws(TemplateError) -> Code {
        let place = expression.place
        switch expression.kind {
        case .constant(let value): return literal(value, place)
        case .name(let name): return resolve(name, place)
        case .list(let items): return ListCode(try compile(items), place)
        case .tuple(let items):
            let codes = try compile(items)
            let known = codes.compactMap(\.constant)
            return known.count == codes.count ? ConstantCode(.tuple(known), place) : TupleCode(codes, place)
        case .dict(let items):
            var codes: [(key: Code, value: Code)] = []
            for (key, value) in items { codes.append((try compile(key), try compile(value))) }
            return DictCode(codes, place)
        case .attribute(let target, let name): return try compileAttribute(target, name, place)
        case .item(let target, let key): return try compileItem(target, key, place)
        case .slice:
            throw TemplateError(.syntax, "a slice must be the only subscript")
        case .call(let callee, let arguments): return try compileCall(callee, arguments, place)
        case .filter(let input, let name, let arguments):
            let input = try input.map { (input) throws(TemplateError) in try compile(input) }
            return filter(input ?? ConstantCode(.none, place), name, try compile(arguments), place)
        case .test(let input, let name, let arguments):
            return TestCode(try compile(input), name, try compile(arguments), environment, place)
        case .not(let operand): return NotCode(try compile(operand), place)
        case .negative(let operand): return folded(SignCode(try compile(operand), isNegative: true, place))
        case .positive(let operand): return folded(SignCode(try compile(operand), isNegative: false, place))
        case .arithmetic(let operation, let left, let right):
            return folded(ArithmeticCode(operation, try compile(left), try compile(right), place))
        case .and(let left, let right): return LogicCode(and: try compile(left), try compile(right), place)
        case .or(let left, let right): return LogicCode(or: try compile(left), try compile(right), place)
        case .comparison(let first, let rest): return try compileComparison(first, rest, place)
        case .concatenation(let parts): return ConcatenationCode(try compile(parts), place)
        case .conditional(let test, let then, let otherwise):
            let otherwise = try otherwise.map { (code) throws(TemplateError) in try compile(code) }
            return ConditionalCode(try compile(test), try compile(then), otherwise, place)
        }
    }

    func compile(_ expressions: [Expression]) throws(TemplateError) -> [Code] {
        var codes: [Code] = []
        codes.reserveCapacity(expressions.count)
        for expression in expressions { codes.append(try compile(expression)) }
        return codes
    }

    private func literal(_ value: Value, _ place: Place, isAlwaysRendered: Bool = false) -> Code {
        guard case .string(let text) = value, environment.syntax.mayBeTemplate(text) else {
            return ConstantCode(value, place)
        }
        return LiteralTemplateCode(text, isAlwaysRendered: isAlwaysRendered, place)
    }

    private func compile(
        _ arguments: Expression.Arguments, rendersLiterals: Bool = false
    ) throws(TemplateError) -> ArgumentsCode {
        var positional: [Code] = []
        for (index, argument) in arguments.positional.enumerated() {
            if rendersLiterals, case .constant(let value) = argument.kind {
                // A lookup's name stands first and is never rendered.
                positional.append(
                    index == 0
                        ? ConstantCode(value, argument.place)
                        : literal(value, argument.place, isAlwaysRendered: true))
            } else {
                positional.append(try compile(argument))
            }
        }
        var keywords: [(name: String, value: Code)] = []
        for (name, value) in arguments.keywords { keywords.append((name, try compile(value))) }
        let star = try arguments.star.map { (code) throws(TemplateError) in try compile(code) }
        let doubleStar = try arguments.doubleStar.map { (code) throws(TemplateError) in try compile(code) }
        return ArgumentsCode(positional, keywords, star, doubleStar)
    }

    private func compileAttribute(_ target: Expression, _ name: String, _ place: Place) throws(TemplateError)
        -> Code
    {
        let code = try compile(target)
        let attribute = AttributeCode(code, name, missing: scope.function.newSlot(), place)
        if case .name("loop") = target.kind, let local = code as? LocalName, local.fallback == nil,
            let member = LoopState.Member(rawValue: name)
        {
            return LoopMemberCode(local.slot, member, general: attribute)
        }
        if attribute.methods?.changesTarget == true { isolates = true }
        return attribute
    }

    private func compileItem(_ target: Expression, _ key: Expression, _ place: Place) throws(TemplateError)
        -> Code
    {
        let code = try compile(target)
        guard case .slice(let start, let stop, let step) = key.kind else {
            if case .constant(.string(let name)) = key.kind, MethodSet.all[name]?.changesTarget == true {
                isolates = true
            }
            return ItemCode(code, try compile(key), place)
        }
        var bounds: [Code?] = []
        for bound in [start, stop, step] {
            bounds.append(try bound.map { (bound) throws(TemplateError) in try compile(bound) })
        }
        return SliceCode(code, bounds, place)
    }

    func compileCall(
        _ callee: Expression, _ arguments: Expression.Arguments, _ place: Place
    ) throws(TemplateError) -> Code {
        let isLookup =
            if case .name(let name) = callee.kind { ["lookup", "query", "q"].contains(name) } else { false }
        let code = try compile(callee)
        let call = CallCode(code, try compile(arguments, rendersLiterals: isLookup), place)
        if let attribute = code as? AttributeCode, let methods = attribute.methods {
            return MethodCallCode(attribute, methods, call)
        }
        return call
    }

    func filter(_ input: Code, _ name: String, _ arguments: ArgumentsCode, _ place: Place) -> Code {
        let isDefault = name == "default" || name == "d"
        if isDefault, environment.defaultIsStandard, let fallback = arguments.only {
            return DefaultCode(input, fallback, place)
        }
        return FilterCode(input, name, arguments, environment, place)
    }

    private func compileComparison(
        _ first: Expression, _ rest: [(Expression.Comparison, Expression)], _ place: Place
    ) throws(TemplateError) -> Code {
        var codes: [(Expression.Comparison, Code)] = []
        for (comparison, operand) in rest {
            var code = try compile(operand)
            switch comparison {
            case .isIn, .isNotIn:
                if let list = code as? ListCode, let known = list.readOnlyConstant {
                    code = ConstantCode(known, code.place)
                }
            default: break
            }
            codes.append((comparison, code))
        }
        let (comparison, second) = codes.removeFirst()
        return ComparisonCode(try compile(first), comparison, second, codes, place)
    }

    /// The result where the operands are constants; what fails, or might grow large, is left for run time.
    private func folded(_ code: ArithmeticCode) -> Code {
        guard code.operation != .power, code.operation != .multiply, let left = code.left.constant,
            let right = code.right.constant, let value = try? Value.apply(code.operation, left, right)
        else { return code }
        return ConstantCode(value, code.place)
    }

    private func folded(_ code: SignCode) -> Code {
        guard let operand = code.operand.constant,
            let value = code.isNegative ? try? operand.negated() : try? operand.unaryPlus()
        else { return code }
        return ConstantCode(value, code.place)
    }

    func compile(_ filters: [Statement.FilterCall], on input: Code) throws(TemplateError) -> Code {
        var code = input
        for call in filters { code = filter(code, call.name, try compile(call.arguments), call.place) }
        return code
    }
}
