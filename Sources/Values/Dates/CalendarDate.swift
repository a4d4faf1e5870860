/// A day of the proleptic Gregorian calendar, year 1 to 9999.
public struct CalendarDate: Sendable, Hashable, Comparable {
    public let year: Int, month: Int, day: Int

    /// Throws ValueError in Python's words for a day that does not exist.
    public init(year: Int, month: Int, day: Int) throws(ValueError) {
        guard (1...9999).contains(year) else { throw ValueError(.value, "year \(year) is out of range") }
        guard (1...12).contains(month) else { throw ValueError(.value, "month must be in 1..12") }
        guard (1...CalendarDate.days(inMonth: month, of: year)).contains(day) else {
            throw ValueError(.value, "day is out of range for month")
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day with Python's `toordinal()`: 1 is the first of January of year 1.
    public init(ordinal: Int) throws(ValueError) {
        guard (1...3_652_059).contains(ordinal) else { throw ValueError(.overflow, "date value out of range") }
        // Days counted from the first of March of year 0, so that the leap day ends a year.
        let days = ordinal + 305
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public var ordinal: Int {
        let before = year - 1
        return before * 365 + before / 4 - before / 100 + before / 400 + dayOfYear
    }

    /// 1 for the first of January.
    public var dayOfYear: Int {
        (1..<month).reduce(day) { $0 + CalendarDate.days(inMonth: $1, of: year) }
    }

    /// 0 for Monday.
    public var weekday: Int { (ordinal + 6) % 7 }

    public var isoFormat: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }

    public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}

/// `number` with zeros before it up to `width` digits.
func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
