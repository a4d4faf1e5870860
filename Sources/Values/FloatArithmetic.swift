#if canImport(Glibc)
    import Glibc
#endif

/// Python's floats: division by zero is an error, remainders have the divisor's sign.
enum FloatArithmetic {
    static func apply(_ operation: ArithmeticOperator, _ a: Double, _ b: Double) throws(ValueError) -> Double {
        switch operation {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide:
            guard b != 0 else { throw ValueError(.zeroDivision, "float division by zero") }
            return a / b
        case .floorDivide:
            guard b != 0 else { throw ValueError(.zeroDivision, "float floor division by zero") }
            return division(a, b).quotient
        case .modulo:
            guard b != 0 else { throw ValueError(.zeroDivision, "float modulo") }
            return division(a, b).remainder
        case .power: return try power(a, b)
        }
    }

    private static func division(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = a.truncatingRemainder(dividingBy: b)
        var quotient = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                quotient -= 1
            }
        } else {
            remainder = Double(signOf: b, magnitudeOf: 0)
        }
        guard quotient != 0 else { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
        var whole = quotient.rounded(.down)
        if quotient - whole > 0.5 { whole += 1 }
        return (whole, remainder)
    }

    private static func power(_ a: Double, _ b: Double) throws(ValueError) -> Double {
        if a == 0 && b < 0 {
            throw ValueError(.zeroDivision, "0.0 cannot be raised to a negative power")
        }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
            throw ValueError(.value, "a negative number has no real power of \(b.representation)")
        }
        let result = pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite {
            throw ValueError(.overflow, "(34, 'Numerical result out of range')")
        }
        return result
    }
}
