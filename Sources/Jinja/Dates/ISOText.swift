import Values

/// Reads what Python's `fromisoformat` takes: ISO 8601 without fractions of hours and minutes.
struct ISOText {
    private var rest: ArraySlice<Unicode.Scalar>

    static func date(_ text: String) throws(ValueError) -> CalendarDate {
        var reader = ISOText(rest: ArraySlice(Array(text.unicodeScalars)))
        guard (7...10).contains(reader.rest.count), let date = try reader.date(), reader.rest.isEmpty else {
            throw invalid(text)
        }
        return date
    }

    static func time(_ text: String) throws(ValueError) -> TimeOfDay {
        var reader = ISOText(rest: ArraySlice(Array(text.unicodeScalars)))
        if reader.rest.first == "T" { reader.rest.removeFirst() }
        let day = try CalendarDate(year: 1900, month: 1, day: 1)
        guard let moment = try reader.moment(on: day) else { throw invalid(text) }
        return try TimeOfDay(of: moment, keepsZone: true)
    }

    static func moment(_ text: String) throws(ValueError) -> ValueDateTime {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count >= 7 else { throw invalid(text) }
        let end = min(separator(in: scalars), scalars.count)
        var reader = ISOText(rest: scalars[..<end])
        guard let date = try reader.date(), reader.rest.isEmpty else { throw invalid(text) }
        guard end < scalars.count else { return try ValueDateTime(date, hour: 0, minute: 0, second: 0) }
        reader.rest = scalars[(end + 1)...]
        guard let moment = try reader.moment(on: date) else { throw invalid(text) }
        return moment
    }

    private static func invalid(_ text: String) -> ValueError {
        ValueError(.value, "Invalid isoformat string: \(text.representation)")
    }

    /// Where the date ends: the forms of weeks and those without dashes have other lengths.
    private static func separator(in text: [Unicode.Scalar]) -> Int {
        guard text.count > 7 else { return 7 }
        if text[4] == "-" {
            guard text[5] == "W" else { return 10 }
            guard text.count > 8, text[8] == "-" else { return 8 }
            return text.count > 10 && isDigit(text[10]) ? 8 : 10
        }
        guard text[4] == "W" else { return 8 }
        let end = text[7...].prefix(while: isDigit).endIndex
        return end < 9 ? end : end.isMultiple(of: 2) ? 7 : 8
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func number(_ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy(ISOText.isDigit) else { return nil }
        rest = rest.dropFirst(width)
        return digits.reduce(0) { $0 * 10 + Int($1.value - 48) }
    }

    private mutating func date() throws(ValueError) -> CalendarDate? {
        guard let year = number(4) else { return nil }
        let isDashed = take("-")
        if take("W") {
            guard let week = number(2) else { return nil }
            guard !rest.isEmpty else { return try CalendarDate(isoYear: year, week: week, day: 1) }
            guard take("-") == isDashed, let day = number(1) else { return nil }
            return try CalendarDate(isoYear: year, week: week, day: day)
        }
        guard let month = number(2), take("-") == isDashed, let day = number(2) else { return nil }
        return try CalendarDate(year: year, month: month, day: day)
    }

    private mutating func moment(on date: CalendarDate) throws(ValueError) -> ValueDateTime? {
        guard let clock = clock() else { return nil }
        var offset: Int?
        if take("Z") {
            offset = 0
        } else if let sign = rest.first {
            guard sign == "+" || sign == "-" else { return nil }
            rest.removeFirst()
            guard let distance = self.clock() else { return nil }
            offset = ((distance[0] * 60 + distance[1]) * 60 + distance[2]) * (sign == "-" ? -1 : 1)
        }
        guard rest.isEmpty else { return nil }
        return try ValueDateTime(
            date, hour: clock[0], minute: clock[1], second: clock[2], microsecond: clock[3], offset: offset)
    }

    /// Hours, minutes, seconds and millionths; those at the end may be missing.
    private mutating func clock() -> [Int]? {
        guard let hour = number(2) else { return nil }
        var fields = [hour, 0, 0, 0]
        let isSeparated = rest.first == ":"
        for index in 1...2 {
            if isSeparated {
                guard take(":") else { return fields }
            } else if rest.first.map(ISOText.isDigit) != true {
                return fields
            }
            guard let value = number(2) else { return nil }
            fields[index] = value
        }
        guard take(".") || take(",") else { return fields }
        let digits = rest.prefix(while: ISOText.isDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        for index in 0..<6 {
            let digit = index < digits.count ? Int(digits[digits.startIndex + index].value - 48) : 0
            fields[3] = fields[3] * 10 + digit
        }
        return fields
    }
}

extension CalendarDate {
    /// The day of an ISO year by its week and weekday, Monday being 1.
    init(isoYear year: Int, week: Int, day: Int) throws(ValueError) {
        guard (1...9999).contains(year) else { throw ValueError(.value, "Year is out of range: \(year)") }
        let first = try CalendarDate(year: year, month: 1, day: 1)
        let isLong = first.weekday == 3 || first.weekday == 2 && CalendarDate.isLeap(year)
        guard (1...52).contains(week) || week == 53 && isLong else {
            throw ValueError(.value, "Invalid week: \(week)")
        }
        guard (1...7).contains(day) else {
            throw ValueError(.value, "Invalid day: \(day) (range is [1, 7])")
        }
        let monday = first.ordinal - first.weekday + (first.weekday > 3 ? 7 : 0)
        try self.init(ordinal: monday + (week - 1) * 7 + day - 1)
    }
}
