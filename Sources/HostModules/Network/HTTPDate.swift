import Modules

/// Dates of HTTP headers (RFC 9110, section 5.6.7).
enum HTTPDate {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func text(_ seconds: Double) -> String {
        let time = LocalTime(seconds.rounded(.down), offset: .utc)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = LocalTime.weekdays[time.weekday].prefix(3)
        let clock = "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
        return "\(day), \(padded(time.day, 2)) \(months[time.month - 1]) \(time.year) \(clock) GMT"
    }
}
