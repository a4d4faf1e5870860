/// Python's `datetime.time`.
public final class TimeOfDay: ValueObject {
    /// On a day that does not count.
    public let moment: ValueDateTime

    public init(of moment: ValueDateTime, keepsZone: Bool = false) throws(ValueError) {
        self.moment = try ValueDateTime(
            CalendarDate(year: 1900, month: 1, day: 1), hour: moment.hour, minute: moment.minute,
            second: moment.second, microsecond: moment.microsecond, offset: keepsZone ? moment.offset : nil)
    }

    /// Python's `isoformat(timespec=…)`.
    public func isoFormat() -> String { String(moment.isoFormat().dropFirst("1900-01-01T".utf8.count)) }

    public var typeName: String { "time" }
    public func string() throws(ValueError) -> String { isoFormat() }
    public func plain() throws(ValueError) -> Value? { .string(isoFormat()) }

    public func representation() throws(ValueError) -> String {
        "datetime.time(" + (try moment.representation().dropFirst("datetime.datetime(1900, 1, 1, ".utf8.count))
    }

    public func attribute(_ name: String) throws(ValueError) -> Value? {
        ["hour", "minute", "second", "microsecond"].contains(name) ? try moment.attribute(name) : nil
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let other = object as? TimeOfDay else { return nil }
        guard (moment.offset == nil) == (other.moment.offset == nil) else {
            throw ValueError(.type, "can't compare offset-naive and offset-aware times")
        }
        return try moment.order(relativeTo: .object(other.moment))
    }

    public func isEqual(to other: Value) -> Bool {
        guard case .object(let object) = other, let other = object as? TimeOfDay else { return false }
        return moment.isEqual(to: .object(other.moment))
    }

    public func hash(into hasher: inout Hasher) { moment.hash(into: &hasher) }
}
