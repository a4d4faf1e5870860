import Glibc

/// Local times as Python's `str(datetime)` shows them.
enum Date {
    static func description(seconds: Double) -> String {
        var time = time_t(seconds.rounded(.down))
        var parts = tm()
        localtime_r(&time, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S", &parts)
        let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let micros = Int(((seconds - seconds.rounded(.down)) * 1e6).rounded(.down))
        guard micros > 0 else { return text }
        let digits = String(micros)
        return text + "." + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    static func now() -> String { description(seconds: seconds()) }

    /// Seconds since 1970.
    static func seconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }
}
