import Glibc

/// strftime(3) of a broken-down time, which knows its zone.
enum TimeFormat {
    static func text(_ format: String, _ fields: tm) -> String {
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
}
