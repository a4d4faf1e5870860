import System

/// Adds up where the time of one task on one host goes, while it runs.
final class TaskClock {
    private let start = Clock.wall
    private let begin = Clock.monotonic
    private var wire = 0.0
    private var module = 0.0
    private var wait = 0.0

    /// What has been spent by now.
    var timing: TaskTiming {
        TaskTiming(start: start, seconds: Clock.monotonic - begin, wire: wire, module: module, wait: wait)
    }

    /// A round trip took `seconds`, of which modules ran for `module`; of several at once all that they took together.
    func addRoundTrip(since begin: Double, module ran: Double) {
        let seconds = Clock.monotonic - begin
        let inModule = min(seconds, max(0, ran))
        module += inModule
        wire += seconds - inModule
    }

    /// Nothing was done since `begin`, on purpose.
    func addPause(since begin: Double) { wait += Clock.monotonic - begin }
}
