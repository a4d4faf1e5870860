/// Python's `datetime.timedelta`.
public final class ValueTimeDelta: ValueObject {
    static let second = 1_000_000
    /// The microseconds of a day.
    public static let day = 86_400 * second

    /// The whole stretch.
    public let microseconds: Int

    public init(microseconds: Int) { self.microseconds = microseconds }

    private func floorDivided(_ divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// Python's normal form: only the days are ever negative.
    public var days: Int { floorDivided(ValueTimeDelta.day).quotient }
    public var seconds: Int { floorDivided(ValueTimeDelta.day).remainder / ValueTimeDelta.second }
    public var fraction: Int { floorDivided(ValueTimeDelta.second).remainder }
    public var totalSeconds: Double { Double(microseconds) / 1e6 }

    public var typeName: String { "timedelta" }
    public func truth() -> Bool { microseconds != 0 }

    public func string() throws(ValueError) -> String {
        var text = days == 0 ? "" : "\(days) day\(abs(days) == 1 ? "" : "s"), "
        text += "\(seconds / 3600):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
        return fraction == 0 ? text : "\(text).\(padded(fraction, 6))"
    }

    public func representation() throws(ValueError) -> String {
        let parts = [("days", days), ("seconds", seconds), ("microseconds", fraction)].filter { $0.1 != 0 }
        return "datetime.timedelta(\(parts.isEmpty ? "0" : parts.map { "\($0.0)=\($0.1)" }.joined(separator: ", ")))"
    }

    public func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "days": .int(days)
        case "seconds": .int(seconds)
        case "microseconds": .int(fraction)
        default: nil
        }
    }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        if case .object(let object) = other, let other = object as? ValueTimeDelta {
            let (a, b) = reflected ? (other.microseconds, microseconds) : (microseconds, other.microseconds)
            switch operation {
            case .add: return .object(try ValueTimeDelta.checked(a.addingReportingOverflow(b)))
            case .subtract: return .object(try ValueTimeDelta.checked(a.subtractingReportingOverflow(b)))
            case .divide, .floorDivide: return try Value.apply(operation, .int(a), .int(b))
            default: return nil
            }
        }
        guard let factor = other.integer else { return nil }
        switch operation {
        case .multiply: return .object(try ValueTimeDelta.checked(microseconds.multipliedReportingOverflow(by: factor)))
        case .divide where !reflected:
            guard case .double(let result) = try Value.apply(.divide, .int(microseconds), other) else { return nil }
            return .object(ValueTimeDelta(microseconds: Int(result.rounded(.toNearestOrEven))))
        case .floorDivide where !reflected:
            guard case .int(let result) = try Value.apply(operation, .int(microseconds), other) else { return nil }
            return .object(ValueTimeDelta(microseconds: result))
        default: return nil
        }
    }

    private static func checked(_ result: (partialValue: Int, overflow: Bool)) throws(ValueError) -> ValueTimeDelta {
        guard !result.overflow else { throw ValueError(.overflow, "timedelta value out of range") }
        return ValueTimeDelta(microseconds: result.partialValue)
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let other = object as? ValueTimeDelta else { return nil }
        return microseconds < other.microseconds ? -1 : microseconds == other.microseconds ? 0 : 1
    }

    public func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other { (object as? ValueTimeDelta)?.microseconds == microseconds } else { false }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(microseconds) }
}
