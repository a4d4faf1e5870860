import Configuration
import Glibc

extension RunContext {
    /// Says what `ANSIBLE_DEBUG` asks for, behind the number of the process and the time.
    func debug(_ text: String) {
        guard configuration.bool("DEFAULT_DEBUG") else { return }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let fraction = String(time.tv_nsec / 10_000)
        let process = String(getpid())
        let head = String(repeating: " ", count: max(0, 6 - process.count)) + process
        let moment = "\(time.tv_sec)." + String(repeating: "0", count: 5 - fraction.count) + fraction
        events.receive(.verbose(verbosity: 0, text: "\(head) \(moment): \(text)", host: nil))
    }
}
