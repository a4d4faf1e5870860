import Values

/// Words of TOML that are no texts: booleans, numbers, dates.
enum TOMLScalar {
    /// nil for what is none.
    static func value(_ word: String) -> Value? {
        switch word {
        case "true": .bool(true)
        case "false": .bool(false)
        case "inf", "+inf": .double(.infinity)
        case "-inf": .double(-.infinity)
        case "nan", "+nan", "-nan": .double(.nan)
        default: integer(word) ?? float(word) ?? moment(word) ?? time(word)
        }
    }

    private static func integer(_ word: String) -> Value? {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
            return digits(word.dropFirst(2)).flatMap { Int($0, radix: radix) }.map { .int($0) }
        }
        let isSigned = word.hasPrefix("+") || word.hasPrefix("-")
        let number = isSigned ? word.dropFirst() : word[...]
        guard number == "0" || !number.hasPrefix("0"), number.allSatisfy({ $0.isNumber || $0 == "_" }),
            let plain = digits(number), let value = Int((word.hasPrefix("-") ? "-" : "") + plain)
        else { return nil }
        return .int(value)
    }

    private static func float(_ word: String) -> Value? {
        guard word.first.map({ $0.isNumber || $0 == "-" || $0 == "+" }) == true,
            word.contains(where: { ".eE".contains($0) }),
            !word.contains(":"), !word.contains("x"), let plain = digits(word[...]), let value = Double(plain)
        else { return nil }
        return .double(value)
    }

    /// Without `_` between digits; nil where one stands elsewhere.
    private static func digits(_ word: Substring) -> String? {
        guard !word.isEmpty, !word.hasPrefix("_"), !word.hasSuffix("_"), !word.contains("__") else { return nil }
        return word.filter { $0 != "_" }
    }

    /// `1979-05-27`, `1979-05-27T07:32:00.5Z`.
    private static func moment(_ word: String) -> Value? {
        let parts = word.split(maxSplits: 1, whereSeparator: { $0 == "T" || $0 == "t" || $0 == " " })
        guard let date = parts.first.flatMap(calendarDate) else { return nil }
        guard parts.count == 2 else { return .object(ValueDate(date)) }
        var time = parts[1]
        var offset: Int?
        if time.last == "Z" || time.last == "z" {
            offset = 0
            time.removeLast()
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = time[sign...].dropFirst().split(separator: ":").compactMap { Int($0) }
            guard zone.count == 2 else { return nil }
            offset = (zone[0] * 60 + zone[1]) * 60 * (time[sign] == "-" ? -1 : 1)
            time = time[..<sign]
        }
        let clock = time.split(separator: ":")
        guard clock.count == 3, let hour = Int(clock[0]), let minute = Int(clock[1]) else { return nil }
        let seconds = clock[2].split(separator: ".")
        guard let second = seconds.first.flatMap({ Int($0) }) else { return nil }
        let fraction = seconds.count == 2 ? (String(seconds[1]) + "000000").prefix(6) : "0"
        guard let microsecond = Int(fraction),
            let value = try? ValueDateTime(
                date, hour: hour, minute: minute, second: second, microsecond: microsecond, offset: offset)
        else { return nil }
        return .object(value)
    }

    /// `07:32:00.5`.
    private static func time(_ word: String) -> Value? {
        guard case .object(let object) = moment("2000-01-01T" + word), let moment = object as? ValueDateTime,
            word.allSatisfy({ $0.isNumber || ":.".contains($0) })
        else { return nil }
        return (try? TimeOfDay(of: moment)).map { .object($0) }
    }

    private static func calendarDate(_ word: Substring) -> CalendarDate? {
        let parts = word.split(separator: "-")
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        return try? CalendarDate(year: year, month: month, day: day)
    }
}
