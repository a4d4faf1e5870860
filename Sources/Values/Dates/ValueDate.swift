/// Python's `datetime.date`.
public final class ValueDate: ValueObject {
    public let date: CalendarDate

    public init(_ date: CalendarDate) { self.date = date }

    public var typeName: String { "date" }
    public func string() throws(ValueError) -> String { date.isoFormat }
    public func representation() throws(ValueError) -> String {
        "datetime.date(\(date.year), \(date.month), \(date.day))"
    }
    public func plain() throws(ValueError) -> Value? { .string(date.isoFormat) }

    public func attribute(_ name: String) throws(ValueError) -> Value? { date.attribute(name) }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        guard case .object(let object) = other else { return nil }
        if let other = object as? ValueDate, operation == .subtract {
            let days = reflected ? other.date.ordinal - date.ordinal : date.ordinal - other.date.ordinal
            return .object(ValueTimeDelta(microseconds: days * ValueTimeDelta.day))
        }
        guard let delta = object as? ValueTimeDelta, operation == .add || operation == .subtract && !reflected
        else { return nil }
        let days = delta.days * (operation == .add ? 1 : -1)
        return .object(ValueDate(try CalendarDate(ordinal: date.ordinal + days)))
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let other = object as? ValueDate else { return nil }
        return date < other.date ? -1 : date == other.date ? 0 : 1
    }

    public func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other { (object as? ValueDate)?.date == date } else { false }
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(date) }
}

extension CalendarDate {
    func attribute(_ name: String) -> Value? {
        switch name {
        case "year": .int(year)
        case "month": .int(month)
        case "day": .int(day)
        default: nil
        }
    }
}
