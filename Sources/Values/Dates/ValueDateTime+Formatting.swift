#if canImport(Glibc)
    import Glibc
#endif

extension ValueDateTime {
    /// Python's `strftime(format)`: C's conversions, with `%f`, `%z` and `%Z` by Python's rules.
    public func formatted(_ format: String) -> String {
        DateFormat.text(
            format, date, hour: hour, minute: minute, second: second, microsecond: microsecond,
            zone: offset.map { (numeric: zone($0, ""), name: $0 == 0 ? "UTC" : "UTC" + zone($0, ":")) })
    }
}

extension ValueDate {
    /// Python's `strftime(format)`.
    public func formatted(_ format: String) -> String { DateFormat.text(format, date) }
}

/// Fills in C's date conversions.
private enum DateFormat {
    static func text(
        _ format: String, _ date: CalendarDate, hour: Int = 0, minute: Int = 0, second: Int = 0, microsecond: Int = 0,
        zone: (numeric: String, name: String)? = nil
    ) -> String {
        var time = tm()
        time.tm_year = Int32(date.year - 1900)
        time.tm_mon = Int32(date.month - 1)
        time.tm_mday = Int32(date.day)
        time.tm_hour = Int32(hour)
        time.tm_min = Int32(minute)
        time.tm_sec = Int32(second)
        time.tm_wday = Int32((date.weekday + 1) % 7)
        time.tm_yday = Int32(date.dayOfYear - 1)
        time.tm_isdst = -1
        return conversions(replaced(format, microsecond, zone), &time)
    }

    private static func replaced(_ format: String, _ microsecond: Int, _ zone: (numeric: String, name: String)?)
        -> String
    {
        var text = ""
        var isConversion = false
        for scalar in format.unicodeScalars {
            guard isConversion else {
                isConversion = scalar == "%"
                if !isConversion { text.unicodeScalars.append(scalar) }
                continue
            }
            isConversion = false
            switch scalar {
            case "f": text += padded(microsecond, 6)
            case "z": text += zone?.numeric ?? ""
            case "Z": text += zone?.name ?? ""
            default:
                text += "%"
                text.unicodeScalars.append(scalar)
            }
        }
        return isConversion ? text + "%" : text
    }

    private static func conversions(_ format: String, _ time: inout tm) -> String {
        guard !format.isEmpty else { return "" }
        // A mark before and after tells an empty result from one that did not fit.
        let marked = format + "."
        var capacity = 256
        while capacity < 1 << 20 {
            var buffer = [CChar](repeating: 0, count: capacity)
            let length = strftime(&buffer, capacity, marked, &time)
            if length > 0 {
                return String(decoding: buffer.prefix(length - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
            capacity *= 4
        }
        return format
    }
}
