extension Value {
    /// `a operation b` by Python's rules.
    ///
    /// Throws TypeError, ZeroDivisionError and OverflowError in Python's words, UndefinedError for undefined operands.
    public static func apply(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) throws(ValueError) -> Value {
        switch (a, b) {
        case (.int(let x), .int(let y)): return try IntegerArithmetic.apply(operation, x, y)
        case (.double(let x), .double(let y)): return .double(try FloatArithmetic.apply(operation, x, y))
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw .undefined(undefined)
        case (.object(let object), _):
            if let value = try object.apply(operation, with: b, reflected: false) { return value }
        default: break
        }
        if case .object(let object) = b, let value = try object.apply(operation, with: a, reflected: true) {
            return value
        }
        if a.isNumber && b.isNumber { return try applyToNumbers(operation, a, b) }
        switch operation {
        case .add: if let value = try concatenate(a, b) { return value }
        case .multiply: if let value = try `repeat`(a, b) { return value }
        case .modulo: if let format = a.rawText { return .string(try PercentFormat.format(format, with: b)) }
        default: break
        }
        throw ValueError(
            .type,
            "unsupported operand type(s) for \(operation.rawValue): '\(a.typeName)' and '\(b.typeName)'")
    }

    private static func applyToNumbers(
        _ operation: ArithmeticOperator, _ a: Value, _ b: Value
    ) throws(ValueError) -> Value {
        if let x = a.integer, let y = b.integer { return try IntegerArithmetic.apply(operation, x, y) }
        if let x = a.bigInteger, let y = b.bigInteger { return try IntegerArithmetic.apply(operation, x, y) }
        return .double(try FloatArithmetic.apply(operation, a.double(), b.double()))
    }

    /// The number as a Double, as Python converts an operand.
    func double() throws(ValueError) -> Double {
        switch self {
        case .double(let x): x
        case .bigInt(let n): try n.double()
        default: Double(integer ?? 0)
        }
    }

    /// `-self`. Throws TypeError for what is no number.
    public func negated() throws(ValueError) -> Value {
        switch self {
        case .double(let x): return .double(-x)
        case .bigInt(let n): return Value(-n)
        case .undefined(let undefined): throw .undefined(undefined)
        default:
            guard let n = integer else { throw badOperand("-") }
            return n == .min ? Value(-BigInteger(n)) : .int(-n)
        }
    }

    /// `+self`. Throws TypeError for what is no number.
    public func unaryPlus() throws(ValueError) -> Value {
        switch self {
        case .undefined(let undefined): throw .undefined(undefined)
        case .bool(let flag): return .int(flag ? 1 : 0)
        default:
            guard isNumber else { throw badOperand("+") }
            return self
        }
    }

    private func badOperand(_ sign: String) -> ValueError {
        ValueError(.type, "bad operand type for unary \(sign): '\(typeName)'")
    }
}
