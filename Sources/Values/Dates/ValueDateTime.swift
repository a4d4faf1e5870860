/// Python's `datetime.datetime`, with a fixed offset for a zone or none.
public final class ValueDateTime: ValueObject {
    public let date: CalendarDate
    public let hour: Int, minute: Int, second: Int, microsecond: Int
    /// Seconds east of Greenwich; nil for a time without zone.
    public let offset: Int?

    /// Throws ValueError in Python's words for a time that does not exist.
    public init(
        _ date: CalendarDate, hour: Int, minute: Int, second: Int, microsecond: Int = 0, offset: Int? = nil
    ) throws(ValueError) {
        for (name, value, limit) in [("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)] {
            guard (0...limit).contains(value) else { throw ValueError(.value, "\(name) must be in 0..\(limit)") }
        }
        guard (0..<1_000_000).contains(microsecond) else {
            throw ValueError(.value, "microsecond must be in 0..999999")
        }
        guard (offset ?? 0).magnitude < 86_400 else {
            throw ValueError(
                .value,
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
        }
        self.date = date
        (self.hour, self.minute, self.second) = (hour, minute, second)
        self.microsecond = microsecond
        self.offset = offset
    }

    /// The time so many microseconds after midnight of the first of January of year 1, in its own zone.
    convenience init(local microseconds: Int, offset: Int?) throws(ValueError) {
        let day = ValueTimeDelta.day
        guard microseconds >= 0 else { throw ValueError(.overflow, "date value out of range") }
        let rest = microseconds % day
        let seconds = rest / 1_000_000
        try self.init(
            CalendarDate(ordinal: microseconds / day + 1), hour: seconds / 3600, minute: seconds / 60 % 60,
            second: seconds % 60, microsecond: rest % 1_000_000, offset: offset)
    }

    /// The time `seconds` after 1970 began in Greenwich, shown in the zone `offset` seconds east of it.
    public convenience init(epoch seconds: Double, offset: Int?) throws(ValueError) {
        guard seconds.magnitude < 1e12 else { throw ValueError(.value, "year is out of range") }
        let start = 719_162 * ValueTimeDelta.day
        let local = start + Int((seconds * 1e6).rounded()) + (offset ?? 0) * ValueTimeDelta.second
        try self.init(local: local, offset: offset)
    }

    private var local: Int {
        (date.ordinal - 1) * ValueTimeDelta.day + ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond
    }

    /// Comparable between zones.
    private var absolute: Int { local - (offset ?? 0) * 1_000_000 }

    /// Seconds since 1970 began in Greenwich, a time without zone taken for one there.
    public var epoch: Double { Double(absolute - 719_162 * ValueTimeDelta.day) / 1e6 }

    public var typeName: String { "datetime" }

    /// Python's `isoformat(separator)`.
    public func isoFormat(_ separator: String = "T") -> String {
        let time = "\(padded(hour)):\(padded(minute)):\(padded(second))"
        let fraction = microsecond == 0 ? "" : "." + padded(microsecond, 6)
        return date.isoFormat + separator + time + fraction + (offset.map { zone($0, ":") } ?? "")
    }

    func zone(_ offset: Int, _ separator: String) -> String {
        let size = abs(offset)
        let text = (offset < 0 ? "-" : "+") + padded(size / 3600) + separator + padded(size / 60 % 60)
        return size % 60 == 0 ? text : text + separator + padded(size % 60)
    }

    public func string() throws(ValueError) -> String { isoFormat(" ") }
    public func plain() throws(ValueError) -> Value? { .string(isoFormat()) }

    public func representation() throws(ValueError) -> String {
        var parts = [date.year, date.month, date.day, hour, minute].map(String.init)
        if second != 0 || microsecond != 0 { parts.append(String(second)) }
        if microsecond != 0 { parts.append(String(microsecond)) }
        if let offset {
            let delta = try ValueTimeDelta(microseconds: offset * 1_000_000).representation()
            parts.append(offset == 0 ? "tzinfo=datetime.timezone.utc" : "tzinfo=datetime.timezone(\(delta))")
        }
        return "datetime.datetime(\(parts.joined(separator: ", ")))"
    }

    public func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "hour": .int(hour)
        case "minute": .int(minute)
        case "second": .int(second)
        case "microsecond": .int(microsecond)
        default: date.attribute(name)
        }
    }

    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        guard case .object(let object) = other else { return nil }
        if let other = object as? ValueDateTime, operation == .subtract {
            guard (offset == nil) == (other.offset == nil) else {
                throw ValueError(.type, "can't subtract offset-naive and offset-aware datetimes")
            }
            let difference = absolute - other.absolute
            return .object(ValueTimeDelta(microseconds: reflected ? -difference : difference))
        }
        guard let delta = object as? ValueTimeDelta, operation == .add || operation == .subtract && !reflected
        else { return nil }
        let (sum, overflow) =
            operation == .add
            ? local.addingReportingOverflow(delta.microseconds) : local.subtractingReportingOverflow(delta.microseconds)
        guard !overflow else { throw ValueError(.overflow, "date value out of range") }
        return .object(try ValueDateTime(local: sum, offset: offset))
    }

    public func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let other = object as? ValueDateTime else { return nil }
        guard (offset == nil) == (other.offset == nil) else {
            throw ValueError(.type, "can't compare offset-naive and offset-aware datetimes")
        }
        return absolute < other.absolute ? -1 : absolute == other.absolute ? 0 : 1
    }

    public func isEqual(to other: Value) -> Bool {
        guard case .object(let object) = other, let other = object as? ValueDateTime else { return false }
        return (offset == nil) == (other.offset == nil) && absolute == other.absolute
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(absolute) }
}
