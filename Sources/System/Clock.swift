import Glibc

/// The machine's clocks, in seconds.
public enum Clock {
    /// Since some fixed moment; never set back.
    public static var monotonic: Double { read(CLOCK_MONOTONIC) }
    /// Since 1970.
    public static var wall: Double { read(CLOCK_REALTIME) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
