/// What an access or modification time is set to.
public enum FileTime: Equatable, Sendable {
    /// This moment: for both times at once a user who may write the file may set it.
    case now
    /// Seconds since 1970.
    case at(Double)

    /// Whole seconds since 1970, those beyond 10^15 at that bound, and the nanoseconds after them.
    public static func parts(_ seconds: Double) -> (seconds: Int, nanoseconds: Int) {
        let bounded = max(-1e15, min(1e15, seconds.isNaN ? 0 : seconds))
        let whole = bounded.rounded(.down)
        return (Int(whole), min(999_999_999, Int((bounded - whole) * 1e9)))
    }
}
