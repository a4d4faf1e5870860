import Glibc
package import Jinja
package import Values

extension ValueDateTime {
    /// The moment `seconds` after the epoch as a clock without a zone shows it: this machine's, or one in Greenwich.
    package static func shown(at seconds: Double, utc: Bool) -> ValueDateTime? {
        let offset = utc ? 0 : LocalClock.offset(at: seconds)
        return try? ValueDateTime(epoch: seconds + Double(offset), offset: nil)
    }

    /// This moment of the clock.
    package static func now(utc: Bool) -> ValueDateTime? {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return shown(at: Double(time.tv_sec) + Double(time.tv_nsec / 1000) / 1e6, utc: utc)
    }
}
