public import Values

/// Python's `datetime.strptime`.
public struct TimeParser {
    public struct Failure: Error { public let message: String }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    private static let compound: [Character: String] = [
        "D": "%m/%d/%y", "T": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d", "c": "%a %b %d %H:%M:%S %Y",
        "x": "%m/%d/%y", "X": "%H:%M:%S",
    ]

    private var text: Substring
    private var year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0
    private var dayOfYear: Int?
    private var isAfternoon: Bool?
    /// Seconds east of Greenwich.
    private var offset: Int?

    /// The time that `text` shows by `format`. Throws in Python's words where it does not fit.
    public static func date(_ text: String, _ format: String) throws(Failure) -> ValueDateTime {
        var parser = TimeParser(text: text[...])
        let mismatch = Failure(message: "time data '\(text)' does not match format '\(format)'")
        guard try parser.read(format[...]) else { throw mismatch }
        guard parser.text.isEmpty else { throw Failure(message: "unconverted data remains: \(parser.text)") }
        return try parser.result()
    }

    private init(text: Substring) { self.text = text }

    private func result() throws(Failure) -> ValueDateTime {
        var hour = hour
        if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
        do throws(ValueError) {
            var date = try CalendarDate(year: year, month: month, day: day)
            if let dayOfYear {
                date = try CalendarDate(ordinal: CalendarDate(year: year, month: 1, day: 1).ordinal + dayOfYear - 1)
            }
            return try ValueDateTime(
                date, hour: hour, minute: minute, second: min(second, 59), microsecond: microsecond, offset: offset)
        } catch { throw Failure(message: error.message) }
    }

    private mutating func read(_ format: Substring) throws(Failure) -> Bool {
        var format = format
        while let letter = format.popFirst() {
            if letter.isWhitespace {
                text = text.drop(while: \.isWhitespace)
            } else if letter == "%" {
                guard let directive = format.popFirst() else { throw Failure(message: "stray % in format") }
                if directive == "%" {
                    guard text.popFirst() == "%" else { return false }
                } else if let expansion = Self.compound[directive] {
                    guard try read(expansion[...]) else { return false }
                } else {
                    guard try read(directive: directive) else { return false }
                }
            } else {
                guard let next = text.popFirst(), next.lowercased() == letter.lowercased() else { return false }
            }
        }
        return true
    }

    private mutating func read(directive: Character) throws(Failure) -> Bool {
        switch directive {
        case "Y": return number(4...4, in: 0...9999) { $0.year = $1 }
        case "y": return number(2...2, in: 0...99) { $0.year = $1 + ($1 < 69 ? 2000 : 1900) }
        case "m": return number(1...2, in: 1...12) { $0.month = $1 }
        case "d": return number(1...2, in: 1...31) { $0.day = $1 }
        case "H": return number(1...2, in: 0...23) { $0.hour = $1 }
        case "I": return number(1...2, in: 1...12) { $0.hour = $1 }
        case "M": return number(1...2, in: 0...59) { $0.minute = $1 }
        case "S": return number(1...2, in: 0...61) { $0.second = $1 }
        case "j": return number(1...3, in: 1...366) { $0.dayOfYear = $1 }
        case "U", "W": return number(1...2, in: 0...53) { _, _ in }
        case "w": return number(1...1, in: 0...6) { _, _ in }
        case "f":
            let digits = text.prefix(6).prefix { $0.isASCII && $0.isNumber }
            guard let value = Int(digits + String(repeating: "0", count: 6 - digits.count)), !digits.isEmpty
            else { return false }
            text = text.dropFirst(digits.count)
            microsecond = value
            return true
        case "B", "b", "h": return name(Self.months) { $0.month = $1 + 1 }
        case "A", "a": return name(Self.weekdays) { _, _ in }
        case "p": return name(["am", "pm"]) { $0.isAfternoon = $1 == 1 }
        case "Z": return zoneName()
        case "z": return zoneOffset()
        default: throw Failure(message: "'\(directive)' is a bad directive in format '%\(directive)'")
        }
    }

    private mutating func number(
        _ width: ClosedRange<Int>, in range: ClosedRange<Int>, _ store: (inout TimeParser, Int) -> Void
    ) -> Bool {
        var digits = text.prefix(width.upperBound).prefix { $0.isASCII && $0.isNumber }
        while digits.count >= width.lowerBound, let value = Int(digits) {
            if range.contains(value) {
                text = text[digits.endIndex...]
                store(&self, value)
                return true
            }
            digits = digits.dropLast()
        }
        return false
    }

    /// A whole name or its first three letters.
    private mutating func name(_ names: [String], _ store: (inout TimeParser, Int) -> Void) -> Bool {
        for (index, name) in names.enumerated() {
            for candidate in [name, String(name.prefix(3))] where text.lowercased().hasPrefix(candidate) {
                text = text.dropFirst(candidate.count)
                store(&self, index)
                return true
            }
        }
        return false
    }

    private mutating func zoneName() -> Bool {
        for zone in ["UTC", "GMT", "CET", "CEST"] where text.uppercased().hasPrefix(zone) {
            text = text.dropFirst(zone.count)
            return true
        }
        return false
    }

    /// `Z`, `+0130`, `-01:30` or `+01:30:15.5`.
    private mutating func zoneOffset() -> Bool {
        if text.first == "Z" || text.first == "z" {
            text = text.dropFirst()
            offset = 0
            return true
        }
        guard let sign = text.first, sign == "+" || sign == "-" else { return false }
        var rest = text.dropFirst()
        func number(_ separator: Bool) -> Int? {
            var next = rest
            if separator {
                guard next.first == ":" else { return nil }
                next = next.dropFirst()
            }
            let digits = next.prefix(2)
            guard digits.count == 2, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(digits) else {
                return nil
            }
            rest = next.dropFirst(2)
            return value
        }
        guard let hours = number(false) else { return false }
        let isSeparated = rest.first == ":"
        guard let minutes = number(isSeparated), minutes < 60 else { return false }
        let seconds = number(isSeparated) ?? 0
        guard seconds < 60 else { return false }
        text = rest
        offset = ((hours * 60 + minutes) * 60 + seconds) * (sign == "-" ? -1 : 1)
        return true
    }
}
