import Glibc

/// strftime(3), with Python's `%f`.
enum TimeFormat {
    static func text(_ format: String, _ fields: tm, microsecond: Int? = nil) -> String {
        var format = format
        if let microsecond { format = expandMicroseconds(format, microsecond) }
        guard !format.isEmpty else { return "" }
        var fields = fields
        // A result may rightly be empty (`%p`): a blank before it tells that from a buffer that was too small.
        var size = format.utf8.count * 8 + 256
        while size < 1 << 24 {
            var buffer = [CChar](repeating: 0, count: size)
            let count = strftime(&buffer, size, " " + format, &fields)
            if count > 0 {
                return String(decoding: buffer[1..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
            size *= 4
        }
        return ""
    }

    private static func expandMicroseconds(_ format: String, _ microsecond: Int) -> String {
        var result = "", isDirective = false
        for letter in format {
            if isDirective {
                result += letter == "f" ? padded(microsecond, 6) : letter == "z" || letter == "Z" ? "" : "%\(letter)"
                isDirective = false
            } else if letter == "%" {
                isDirective = true
            } else {
                result.append(letter)
            }
        }
        return isDirective ? result + "%" : result
    }
}
