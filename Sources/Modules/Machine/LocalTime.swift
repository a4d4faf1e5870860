package import System

/// A moment as the machine's own clock on the wall shows it.
package struct LocalTime: Sendable {
    package let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, microsecond: Int
    /// Seconds since 1970.
    package let seconds: Double
    package let offset: TimeZoneOffset

    package init(_ seconds: Double, offset: TimeZoneOffset) {
        self.seconds = seconds
        self.offset = offset
        let micros = Int((seconds * 1_000_000).rounded())
        let whole = Int((Double(micros) / 1_000_000).rounded(.down))
        microsecond = micros - whole * 1_000_000
        let local = whole + offset.seconds
        let days = Self.floorDivide(local, 86_400)
        let rest = local - days * 86_400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        (year, month, day) = Self.civil(days)
    }

    /// In the zone that the environment variable TZ or /etc/localtime of the machine names.
    package init(_ seconds: Double, on system: some System) async {
        let zone = await TimeZone.local(on: system)
        self.init(seconds, offset: zone.offset(at: Int(seconds.rounded(.down))))
    }

    package static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
    }

    /// The Gregorian date that many days after 1970-01-01.
    package static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * ofYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1)
    }

    /// Days from 1970-01-01 to a Gregorian date.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// 0 is Sunday.
    package var weekday: Int {
        let day = (Self.days(year: year, month: month, day: self.day) + 4) % 7
        return day < 0 ? day + 7 : day
    }

    /// 0 is the first of January.
    package var dayOfYear: Int {
        Self.days(year: year, month: month, day: day) - Self.days(year: year, month: 1, day: 1)
    }

    package static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    /// By a strftime(3) pattern of the directives that modules use.
    package func stamp(_ pattern: String) -> String {
        var text = ""
        var directive = false
        for character in pattern {
            if !directive {
                if character == "%" { directive = true } else { text.append(character) }
                continue
            }
            directive = false
            switch character {
            case "Y": text += padded(year, 4)
            case "m": text += padded(month, 2)
            case "d": text += padded(day, 2)
            case "H": text += padded(hour, 2)
            case "M": text += padded(minute, 2)
            case "S": text += padded(second, 2)
            case "f": text += padded(microsecond, 6)
            case "A": text += Self.weekdays[weekday]
            case "w": text += String(weekday)
            case "W": text += padded((dayOfYear + 7 - (weekday + 6) % 7) / 7, 2)
            case "s": text += String(Int(seconds.rounded(.down)))
            case "Z": text += offset.abbreviation
            case "z": text += offset.text
            default: text.append(character)
            }
        }
        return text
    }

    /// As Python writes a datetime: `2017-09-29 22:03:48.084657`, without the fraction when it is zero.
    package var description: String { stamp(microsecond == 0 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M:%S.%f") }

    /// As Python writes a timedelta of that many seconds: `0:00:00.001529`.
    package static func duration(_ seconds: Double) -> String {
        let micros = max(0, Int((seconds * 1_000_000).rounded()))
        let (whole, fraction) = (micros / 1_000_000, micros % 1_000_000)
        let days = whole / 86_400
        let clock = "\(whole / 3600 % 24):\(padded(whole / 60 % 60, 2)):\(padded(whole % 60, 2))"
        let front = days == 0 ? "" : days == 1 ? "1 day, " : "\(days) days, "
        return front + clock + (fraction == 0 ? "" : "." + padded(fraction, 6))
    }
}
