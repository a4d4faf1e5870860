import Modules
import System

/// A date read by a strptime(3) format of numeric directives.
struct DateFields: Sendable {
    private(set) var year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0
    private var dayOfYear: Int?
    private var isAfternoon: Bool?

    /// Nil where `text` does not match `format` or the format holds a directive beyond those of dates and times.
    init?(_ text: String, format: String) {
        var rest = text[...]
        var isDirective = false
        let spelled = format.replacing("%T", by: "%H:%M:%S").replacing("%F", by: "%Y-%m-%d")
            .replacing("%D", by: "%m/%d/%y").replacing("%R", by: "%H:%M")
        for letter in spelled {
            if isDirective {
                isDirective = false
                guard read(letter, &rest) else { return nil }
            } else if letter == "%" {
                isDirective = true
            } else if letter.isWhitespace {
                rest = rest.drop { $0.isWhitespace }
            } else {
                guard rest.first == letter else { return nil }
                rest.removeFirst()
            }
        }
        guard rest.isEmpty, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 62 else {
            return nil
        }
        if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    }

    private mutating func read(_ directive: Character, _ rest: inout Substring) -> Bool {
        func number(_ digits: Int) -> Int? {
            let text = rest.prefix(digits).prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(text.count)
            return Int(text)
        }
        func set(_ field: WritableKeyPath<DateFields, Int>, _ digits: Int) -> Bool {
            guard let value = number(digits) else { return false }
            self[keyPath: field] = value
            return true
        }
        switch directive {
        case "Y": return set(\.year, 4)
        case "m": return set(\.month, 2)
        case "d": return set(\.day, 2)
        case "H", "I": return set(\.hour, 2)
        case "M": return set(\.minute, 2)
        case "S": return set(\.second, 2)
        case "y":
            guard let value = number(2) else { return false }
            year = value + (value < 69 ? 2000 : 1900)
            return true
        case "j":
            dayOfYear = number(3)
            return dayOfYear != nil
        case "p":
            let word = rest.prefix(2).lowercased()
            isAfternoon = word == "pm"
            rest = rest.dropFirst(2)
            return word == "am" || word == "pm"
        case "b", "B":
            let names = [
                "january", "february", "march", "april", "may", "june", "july", "august", "september",
                "october", "november", "december",
            ]
            let word = rest.prefix { $0.isLetter }.lowercased()
            guard let index = names.firstIndex(where: { $0 == word || $0.prefix(3) == word }) else { return false }
            month = index + 1
            rest = rest.dropFirst(word.count)
            return true
        case "%":
            guard rest.first == "%" else { return false }
            rest.removeFirst()
            return true
        default: return false
        }
    }

    /// Seconds since 1970 of this date on the machine's wall clock.
    func localSeconds(on system: some System) async -> Double {
        var days = LocalTime.days(year: year, month: month, day: day)
        if let dayOfYear { days = LocalTime.days(year: year, month: 1, day: 1) + dayOfYear - 1 }
        let wall = days * 86_400 + hour * 3600 + minute * 60 + second
        let zone = await TimeZone.local(on: system)
        let guess = wall - zone.offset(at: wall).seconds
        return Double(wall - zone.offset(at: guess).seconds)
    }
}
