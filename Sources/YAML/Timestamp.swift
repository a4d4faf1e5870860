import Values

/// A date or a time of YAML 1.1.
struct Timestamp {
    private var year = 0, month = 0, day = 0
    private var time: (hour: Int, minute: Int, second: Int, microsecond: Int)?
    /// Seconds east of Greenwich; nil where no zone is written.
    private var offset: Int?

    private struct Scanner {
        var rest: ArraySlice<UInt8>

        mutating func number(_ digits: ClosedRange<Int>) -> Int? {
            let text = rest.prefix(digits.upperBound).prefix { $0 >= 48 && $0 <= 57 }
            guard text.count >= digits.lowerBound else { return nil }
            rest = rest.dropFirst(text.count)
            return text.reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        mutating func take(_ letters: StaticString) -> Bool {
            guard let byte = rest.first else { return false }
            let all = UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount)
            guard all.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func takeBlanks() -> Bool {
            let before = rest.count
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
            return rest.count < before
        }
    }

    /// Nil for what PyYAML does not take for one; the numbers may still be no date.
    init?(_ bytes: [UInt8]) {
        var scanner = Scanner(rest: bytes[...])
        guard let year = scanner.number(4...4), scanner.take("-"), let month = scanner.number(1...2),
            scanner.take("-"), let day = scanner.number(1...2)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        if scanner.rest.isEmpty {
            if bytes.count != 10 { return nil }
            return
        }
        guard scanner.take("Tt") || scanner.takeBlanks(), readTime(&scanner), readZone(&scanner) else { return nil }
    }

    private mutating func readTime(_ scanner: inout Scanner) -> Bool {
        guard let hour = scanner.number(1...2), scanner.take(":"), let minute = scanner.number(2...2),
            scanner.take(":"), let second = scanner.number(2...2)
        else { return false }
        var microsecond = 0
        if scanner.take(".") {
            let digits = scanner.rest.prefix { $0 >= 48 && $0 <= 57 }
            scanner.rest = scanner.rest.dropFirst(digits.count)
            let six = Array(digits.prefix(6)) + Array(repeating: 48, count: max(0, 6 - digits.count))
            microsecond = six.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        time = (hour, minute, second, microsecond)
        return true
    }

    private mutating func readZone(_ scanner: inout Scanner) -> Bool {
        _ = scanner.takeBlanks()
        if scanner.rest.isEmpty { return true }
        if scanner.take("Z") {
            offset = 0
            return scanner.rest.isEmpty
        }
        let isWest = scanner.rest.first == UInt8(ascii: "-")
        guard scanner.take("+-"), let hours = scanner.number(1...2) else { return false }
        var minutes = 0
        if scanner.take(":") {
            guard let number = scanner.number(2...2) else { return false }
            minutes = number
        }
        let seconds = (hours * 60 + minutes) * 60
        offset = isWest ? -seconds : seconds
        return scanner.rest.isEmpty
    }

    /// The date object; throws ValueError in Python's words for numbers that are none.
    func value() throws(ValueError) -> Value {
        let date = try CalendarDate(year: year, month: month, day: day)
        guard let time else { return .object(ValueDate(date)) }
        return .object(
            try ValueDateTime(
                date, hour: time.hour, minute: time.minute, second: time.second, microsecond: time.microsecond,
                offset: offset))
    }
}
