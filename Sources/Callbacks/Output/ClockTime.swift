import Glibc

/// Moments as outputs write them.
struct ClockTime {
    /// Since 1970.
    var seconds: Double

    static var now: ClockTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return ClockTime(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// `2026-01-31T12:00:00.123456Z`
    var iso: String {
        let whole = seconds.rounded(.down)
        let micros = String(Int((seconds - whole) * 1e6))
        return formatted("%Y-%m-%dT%H:%M:%S.", isLocal: false) + String(repeating: "0", count: 6 - micros.count)
            + micros
            + "Z"
    }

    /// By strftime(3).
    func formatted(_ format: String, isLocal: Bool) -> String {
        var time = time_t(seconds.rounded(.down))
        var parts = tm()
        if isLocal { localtime_r(&time, &parts) } else { gmtime_r(&time, &parts) }
        var buffer = [CChar](repeating: 0, count: 256)
        let count = strftime(&buffer, buffer.count, format, &parts)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Hours, minutes, seconds and thousandths of a length of time: `0:01:02.345`.
    static func duration(_ seconds: Double) -> String {
        let millis = Int(seconds * 1000)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let rest = millis % 1000
        let fraction = String(repeating: "0", count: 3 - String(rest).count) + String(rest)
        return "\(millis / 3_600_000):\(two(millis / 60_000 % 60)):\(two(millis / 1000 % 60)).\(fraction)"
    }
}
