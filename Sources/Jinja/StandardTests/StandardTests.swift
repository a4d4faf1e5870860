import Values

/// Jinja's own tests.
enum StandardTests {
    static let table: [String: Test] = {
        var table = kinds.merging(numbers) { $1 }.merging(others) { $1 }
        for (name, comparison) in comparisons { table[name] = comparing(name, comparison) }
        return table
    }()

    private static let comparisons: KeyValuePairs<String, Expression.Comparison> = [
        "==": .equal, "eq": .equal, "equalto": .equal, "!=": .notEqual, "ne": .notEqual,
        ">": .ordered(.greater), "gt": .ordered(.greater), "greaterthan": .ordered(.greater),
        ">=": .ordered(.greaterOrEqual), "ge": .ordered(.greaterOrEqual),
        "<": .ordered(.less), "lt": .ordered(.less), "lessthan": .ordered(.less),
        "<=": .ordered(.lessOrEqual), "le": .ordered(.lessOrEqual),
    ]

    private static func comparing(_ name: String, _ comparison: Expression.Comparison) -> Test {
        { (_, input, arguments) throws(TemplateError) in
            let other = try arguments.one(name)
            switch comparison {
            case .notEqual: return input != other
            case .ordered(let operation):
                return try raising { () throws(ValueError) in try Value.compare(operation, input, other) }
            default: return input == other
            }
        }
    }

    private static let kinds: [String: Test] = Dictionary(
        uniqueKeysWithValues: kindsOfValues.map { (name, holds) -> (String, Test) in
            (
                name,
                { (_, input, arguments) throws(TemplateError) in
                    try arguments.none(name)
                    return holds(input)
                }
            )
        })

    private static let kindsOfValues: [String: @Sendable (Value) -> Bool] = [
        "defined": { !$0.isUndefined && !($0.object is MissingElse) },
        "undefined": { $0.isUndefined || $0.object is MissingElse },
        "none": { $0.isNone },
        "boolean": { if case .bool = $0 { true } else { false } },
        "true": { if case .bool(true) = $0 { true } else { false } },
        "false": { if case .bool(false) = $0 { true } else { false } },
        "integer": { $0.isWhole },
        "float": { $0.isFloat },
        "number": { $0.isNumber },
        "string": { $0.rawText != nil },
        "mapping": { $0.isMapping },
        "sequence": { $0.rawText != nil || $0.sequence != nil || (try? $0.count()) != nil },
        "iterable": { value in
            if case .object(let object) = value { return (try? object.elements()) ?? nil != nil }
            return (try? value.elements()) != nil
        },
        "callable": { if case .object(let object) = $0 { object is any Callable } else { false } },
        "escaped": { _ in false },
        "lower": { value in
            let text = (try? value.string()) ?? ""
            return text == text.lowercased() && text != text.uppercased()
        },
        "upper": { value in
            let text = (try? value.string()) ?? ""
            return text == text.uppercased() && text != text.lowercased()
        },
    ]

    private static func modulo(_ input: Value, _ divisor: Value) throws(TemplateError) -> Value {
        try raising { () throws(ValueError) in try Value.apply(.modulo, input, divisor) }
    }

    private static let numbers: [String: Test] = [
        "odd": { (_, input, _) throws(TemplateError) in try modulo(input, 2) == 1 },
        "even": { (_, input, _) throws(TemplateError) in try modulo(input, 2) == 0 },
        "divisibleby": { (_, input, arguments) throws(TemplateError) in
            guard let divisor = try arguments.bind("test_divisibleby", ["num"])[0] else {
                throw TemplateError(.type, "test_divisibleby() missing 1 required positional argument: 'num'")
            }
            return try modulo(input, divisor) == 0
        },
    ]

    private static let others: [String: Test] = [
        "in": { (_, input, arguments) throws(TemplateError) in
            let container = try arguments.one("in")
            return try raising { () throws(ValueError) in try container.contains(input) }
        },
        "sameas": { (_, input, arguments) throws(TemplateError) in
            input.isSame(as: try arguments.one("sameas"))
        },
        "filter": { (context, input, _) throws(TemplateError) in
            context.environment.filter(input.rawText ?? "") != nil
        },
        "test": { (context, input, _) throws(TemplateError) in
            context.environment.test(input.rawText ?? "") != nil
        },
    ]
}

extension CallArguments {
    /// Throws Python's message where there are arguments.
    fileprivate func none(_ name: String) throws(TemplateError) {
        if positional.isEmpty, keywords.isEmpty { return }
        if let keyword = keywords.first {
            throw TemplateError(.type, "test_\(name)() got an unexpected keyword argument '\(keyword.name)'")
        }
        throw TemplateError(
            .type, "test_\(name)() takes 1 positional argument but \(positional.count + 1) were given")
    }

    /// The only argument of a test.
    fileprivate func one(_ name: String) throws(TemplateError) -> Value {
        if !keywords.isEmpty { throw TemplateError(.type, "_operator.\(name)() takes no keyword arguments") }
        guard let value = positional.first, positional.count == 1 else {
            throw TemplateError(
                .type, "\(name) expected 2 arguments, got \(positional.count + 1)")
        }
        return value
    }
}

extension Value {
    var isMapping: Bool {
        switch self {
        case .dict: true
        case .object(let object) where object.isMapping: true
        case .object(let object): (try? object.plain()).flatMap { $0?.mapping } != nil
        default: false
        }
    }

    /// Python's `is`: the same object, or the same small value.
    fileprivate func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.list(let a), .list(let b)): a === b
        case (.dict(let a), .dict(let b)): a === b
        case (.tuple(let a), .tuple(let b)): a === b
        case (.object(let a), .object(let b)): a === b
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.double(let a), .double(let b)): a.bitPattern == b.bitPattern
        case (.string(let a), .string(let b)): a.hasSameScalars(as: b)
        case (.none, .none): true
        default: false
        }
    }
}
