import Glibc
import Values

/// Python's `datetime.datetime` without a time zone, as `now()` and `to_datetime` give it.
final class DateTime: ValueObject {
    /// Microseconds since 1970-01-01 00:00 on the clock that the date was read from.
    let ticks: Int

    init(ticks: Int) { self.ticks = ticks }

    /// Nil for a date that the calendar does not have.
    convenience init?(
        year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Calendar.daysInMonth(year, month)).contains(day), (0..<24).contains(hour),
            (0..<60).contains(minute), (0..<60).contains(second), (0..<1_000_000).contains(microsecond)
        else { return nil }
        let seconds = ((Calendar.days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
        self.init(ticks: seconds * 1_000_000 + microsecond)
    }

    /// The moment `seconds` after the epoch, on the local clock or in UTC.
    convenience init(epoch seconds: Double, utc: Bool) {
        var moment = time_t(seconds.rounded(.down)), fields = tm()
        if utc { gmtime_r(&moment, &fields) } else { localtime_r(&moment, &fields) }
        let fraction = Int(((seconds - seconds.rounded(.down)) * 1_000_000).rounded(.toNearestOrEven))
        self.init(ticks: (Int(moment) + fields.tm_gmtoff) * 1_000_000 + fraction)
    }

    /// This moment of the clock.
    static func now(utc: Bool) -> DateTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let whole = DateTime(epoch: Double(time.tv_sec), utc: utc)
        return DateTime(ticks: whole.ticks + time.tv_nsec / 1000)
    }

    private var days: Int { floorDivision(ticks, 86_400_000_000) }
    private var dayTicks: Int { ticks - days * 86_400_000_000 }
    var date: (year: Int, month: Int, day: Int) { Calendar.date(days) }
    var hour: Int { dayTicks / 3_600_000_000 }
    var minute: Int { dayTicks / 60_000_000 % 60 }
    var second: Int { dayTicks / 1_000_000 % 60 }
    var microsecond: Int { dayTicks % 1_000_000 }
    /// Monday is 0.
    var weekday: Int { ((days + 3) % 7 + 7) % 7 }
    var dayOfYear: Int { days - Calendar.days(date.year, 1, 1) + 1 }

    /// Seconds since the epoch, the date taken as local time.
    var timestamp: Double {
        var fields = fields
        fields.tm_isdst = -1
        return Double(mktime(&fields)) + Double(microsecond) / 1_000_000
    }

    /// As C has a broken-down time.
    var fields: tm {
        var fields = tm()
        let (year, month, day) = date
        fields.tm_year = Int32(year - 1900)
        fields.tm_mon = Int32(month - 1)
        fields.tm_mday = Int32(day)
        fields.tm_hour = Int32(hour)
        fields.tm_min = Int32(minute)
        fields.tm_sec = Int32(second)
        fields.tm_wday = Int32((weekday + 1) % 7)
        fields.tm_yday = Int32(dayOfYear - 1)
        fields.tm_isdst = -1
        return fields
    }

    var dateText: String {
        let (year, month, day) = date
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    var timeText: String {
        let fraction = microsecond == 0 ? "" : ".\(padded(microsecond, 6))"
        return "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))\(fraction)"
    }

    /// ISO year and week (Monday first), as `isocalendar` has them.
    var isoWeek: (year: Int, week: Int) {
        let thursday = days - weekday + 3
        let year = Calendar.date(thursday).year
        return (year, (thursday - Calendar.days(year, 1, 1)) / 7 + 1)
    }

    var typeName: String { "datetime" }
    func string() throws(ValueError) -> String { "\(dateText) \(timeText)" }

    func representation() throws(ValueError) -> String {
        let (year, month, day) = date
        var parts = [year, month, day, hour, minute]
        if second != 0 || microsecond != 0 { parts.append(second) }
        if microsecond != 0 { parts.append(microsecond) }
        return "datetime.datetime(\(parts.map { "\($0)" }.joined(separator: ", ")))"
    }

    func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other, let date = object as? DateTime { date.ticks == ticks } else { false }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(ticks) }

    func order(relativeTo other: Value) throws(ValueError) -> Int? {
        guard case .object(let object) = other, let date = object as? DateTime else { return nil }
        return ticks < date.ticks ? -1 : ticks > date.ticks ? 1 : 0
    }

    func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        guard case .object(let object) = other else { return nil }
        switch (operation, object) {
        case (.subtract, let date as DateTime) where !reflected:
            return .object(TimeDelta(ticks: ticks - date.ticks))
        case (.subtract, let delta as TimeDelta) where !reflected: return .object(DateTime(ticks: ticks - delta.ticks))
        case (.add, let delta as TimeDelta): return .object(DateTime(ticks: ticks + delta.ticks))
        default: return nil
        }
    }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "year": .int(date.year)
        case "month": .int(date.month)
        case "day": .int(date.day)
        case "hour": .int(hour)
        case "minute": .int(minute)
        case "second": .int(second)
        case "microsecond": .int(microsecond)
        case "tzinfo": Value.none
        default: DateTimeMethods.named(name, of: self)
        }
    }
}

func floorDivision(_ a: Int, _ b: Int) -> Int { a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0) }

/// A number with zeros before it.
func padded(_ number: Int, _ width: Int, with pad: Character = "0") -> String {
    let text = String(number.magnitude)
    let filling = String(repeating: pad, count: max(0, width - text.count - (number < 0 ? 1 : 0)))
    return (number < 0 ? "-" : "") + filling + text
}
