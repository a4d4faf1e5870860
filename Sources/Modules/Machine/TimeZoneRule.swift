/// A zone as POSIX's TZ variable writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
package struct TimeZoneRule: Sendable {
    package let standard: TimeZoneOffset
    private let daylight: TimeZoneOffset?
    private let begin: Change
    private let end: Change

    private struct Change {
        enum Day { case julian(Int), zeroBased(Int), week(month: Int, week: Int, weekday: Int) }
        var day: Day
        var seconds: Int

        /// Seconds from 1970 to the change in `year`, on the wall clock that is left.
        func moment(in year: Int) -> Int {
            let newYear = LocalTime.days(year: year, month: 1, day: 1)
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let days =
                switch day {
                case .julian(let number): newYear + number - (isLeap && number >= 60 ? 0 : 1)
                case .zeroBased(let number): newYear + number
                case .week(let month, let week, let weekday): Self.day(year, month, week, weekday)
                }
            return days * 86_400 + seconds
        }

        private static func day(_ year: Int, _ month: Int, _ week: Int, _ weekday: Int) -> Int {
            let first = LocalTime.days(year: year, month: month, day: 1)
            let next =
                month == 12
                ? LocalTime.days(year: year + 1, month: 1, day: 1)
                : LocalTime.days(year: year, month: month + 1, day: 1)
            var day = first + (weekday - (first + 4) % 7 + 7) % 7 + (week - 1) * 7
            while day >= next { day -= 7 }
            return day
        }
    }

    package func offset(at moment: Int) -> TimeZoneOffset {
        guard let daylight else { return standard }
        let year = LocalTime.civil(LocalTime.floorDivide(moment + standard.seconds, 86_400)).year
        let start = begin.moment(in: year) - standard.seconds
        let stop = end.moment(in: year) - daylight.seconds
        let isDaylight = start < stop ? moment >= start && moment < stop : moment >= start || moment < stop
        return isDaylight ? daylight : standard
    }

    package init?(_ text: String) {
        var rest = text[...]
        guard let name = Self.name(&rest), let west = Self.clock(&rest) else { return nil }
        standard = TimeZoneOffset(seconds: -west, abbreviation: name, isDaylight: false)
        guard let summer = Self.name(&rest) else {
            guard rest.isEmpty else { return nil }
            (daylight, begin, end) = (
                nil, Change(day: .zeroBased(0), seconds: 0), Change(day: .zeroBased(0), seconds: 0)
            )
            return
        }
        let ahead = rest.first == "," || rest.isEmpty ? west - 3600 : Self.clock(&rest) ?? west - 3600
        daylight = TimeZoneOffset(seconds: -ahead, abbreviation: summer, isDaylight: true)
        let parts =
            rest.isEmpty ? ["", "M3.2.0", "M11.1.0"] : rest.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let begin = Self.change(parts[1]), let end = Self.change(parts[2]) else { return nil }
        (self.begin, self.end) = (begin, end)
    }

    private static func name(_ rest: inout Substring) -> String? {
        if rest.first == "<", let close = rest.firstIndex(of: ">") {
            let name = String(rest[rest.index(after: rest.startIndex)..<close])
            rest = rest[rest.index(after: close)...]
            return name
        }
        let letters = rest.prefix { $0.isLetter }
        guard letters.count >= 3 else { return nil }
        rest = rest.dropFirst(letters.count)
        return String(letters)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private static func clock(_ rest: inout Substring) -> Int? {
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        let digits = rest.prefix { $0.isNumber || $0 == ":" }
        let parts = digits.split(separator: ":").map { Int($0) ?? 0 }
        guard let hours = parts.first, hours <= 167, parts.count <= 3 else { return nil }
        rest = rest.dropFirst(digits.count)
        let seconds = hours * 3600 + (parts.count > 1 ? parts[1] % 60 * 60 : 0) + (parts.count > 2 ? parts[2] % 60 : 0)
        return isNegative ? -seconds : seconds
    }

    private static func change(_ text: some StringProtocol) -> Change? {
        let (date, time) = String(text).cut(at: "/") ?? (String(text), "2")
        var clockText = time[...]
        guard let seconds = clock(&clockText), clockText.isEmpty else { return nil }
        if date.hasPrefix("M") {
            let numbers = date.dropFirst().split(separator: ".").compactMap { Int($0) }
            guard numbers.count == 3, 1...12 ~= numbers[0], 1...5 ~= numbers[1], 0...6 ~= numbers[2] else { return nil }
            return Change(day: .week(month: numbers[0], week: numbers[1], weekday: numbers[2]), seconds: seconds)
        }
        guard let number = Int(date.hasPrefix("J") ? String(date.dropFirst()) : date), 0...366 ~= number else {
            return nil
        }
        return Change(day: date.hasPrefix("J") ? .julian(number) : .zeroBased(number), seconds: seconds)
    }
}
