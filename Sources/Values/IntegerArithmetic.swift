#if canImport(Glibc)
    import Glibc
#endif

/// Python's integers: Int while it fits, BigInteger beyond.
enum IntegerArithmetic {
    static func apply(_ operation: ArithmeticOperator, _ a: Int, _ b: Int) throws(ValueError) -> Value {
        switch operation {
        case .add:
            let (sum, overflow) = a.addingReportingOverflow(b)
            if !overflow { return .int(sum) }
        case .subtract:
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            if !overflow { return .int(difference) }
        case .multiply:
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            if !overflow { return .int(product) }
        case .divide:
            guard b != 0 else { throw ValueError(.zeroDivision, "division by zero") }
            if max(a.magnitude, b.magnitude) <= 1 << 53 { return .double(Double(a) / Double(b)) }
        case .floorDivide, .modulo:
            guard b != 0 else {
                throw ValueError(
                    .zeroDivision,
                    operation == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            if a != .min || b != -1 {
                var (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
                if remainder != 0, (remainder < 0) != (b < 0) {
                    quotient -= 1
                    remainder += b
                }
                return .int(operation == .modulo ? remainder : quotient)
            }
        case .power:
            guard b >= 0 else { return .double(try FloatArithmetic.apply(.power, Double(a), Double(b))) }
            if let power = smallPower(a, b) { return .int(power) }
        }
        return try apply(operation, BigInteger(a), BigInteger(b))
    }

    static func apply(
        _ operation: ArithmeticOperator, _ a: BigInteger, _ b: BigInteger
    ) throws(ValueError) -> Value {
        switch operation {
        case .add: return Value(a + b)
        case .subtract: return Value(a - b)
        case .multiply: return Value(try a * b)
        case .divide:
            guard !b.isZero else { throw ValueError(.zeroDivision, "division by zero") }
            return .double(try a.trueDivision(by: b))
        case .floorDivide, .modulo:
            guard !b.isZero else {
                throw ValueError(
                    .zeroDivision,
                    operation == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            let (quotient, remainder) = a.floorDivision(by: b)
            return Value(operation == .modulo ? remainder : quotient)
        case .power:
            if b.isNegative { return .double(try FloatArithmetic.apply(.power, a.double(), b.double())) }
            return Value(try a.power(b.small ?? .max))
        }
    }

    private static func smallPower(_ base: Int, _ exponent: Int) -> Int? {
        if base == 0 || base == 1 { return exponent == 0 ? 1 : base }
        if base == -1 { return exponent & 1 == 0 ? 1 : -1 }
        guard exponent < 64 else { return nil }
        var result = 1
        for _ in 0..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: base)
            if overflow { return nil }
            result = product
        }
        return result
    }
}
