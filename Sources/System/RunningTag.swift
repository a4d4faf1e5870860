/// A number that processes hand on to all that they start, for programs that others start for this one: what carries it
/// ends with this program, whatever ends that, until ``end()``.
///
/// A process takes it as its soft limit on file locks (RLIMIT_LOCKS).
public struct RunningTag: Sendable {
    /// Fits into 62 bits.
    public let number: Int

    public init() { number = Int(Keeper.beginTag()) }

    /// What carries it from now on may go on.
    public func end() { Keeper.end(tag: UInt64(number)) }

    /// Kills what carries it.
    public func kill() { Keeper.kill(0, tag: UInt64(number)) }
}
