import CShims
import Glibc
import System

/// A process by its number and the moment of its start, so that another of the same number is not taken for it.
struct RunningProcess: Sendable, Hashable {
    let pid: Int32
    /// In ticks since the machine's start; field 22 of /proc/PID/stat.
    let start: Int

    /// The process that has this number now; nil where none has.
    init?(_ pid: Int32) {
        guard let start = Self.start(of: pid) else { return nil }
        self.init(pid: pid, start: start)
    }

    init(pid: Int32, start: Int) {
        self.pid = pid
        self.start = start
    }

    private static func start(of pid: Int32) -> Int? {
        let fields = fields(of: pid)
        // A zombie runs no more.
        return fields.count > 19 && fields[0] != "Z" && fields[0] != "X" ? Int(fields[19]) : nil
    }

    /// The process that has started this one.
    static func parent(of pid: Int32) -> Int32? {
        let fields = fields(of: pid)
        return fields.count > 1 ? Int32(fields[1]) : nil
    }

    /// /proc/PID/stat from its third field on.
    private static func fields(of pid: Int32) -> [Substring] {
        guard pid > 0, let text = Files.text("/proc/\(pid)/stat"), let end = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: end)...].split(separator: " ")
    }

    var isRunning: Bool { Self.start(of: pid) == start }

    /// How long it has had a processor, in seconds.
    var processorTime: Double {
        let fields = Self.fields(of: pid)
        guard fields.count > 12, let user = Int(fields[11]), let kernel = Int(fields[12]) else { return 0 }
        return Double(user + kernel) / Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
    }

    /// Why it has ended, where it was started by this program, and what it has said last.
    ///
    /// - Parameters:
    ///   - title: what it is called in the message.
    ///   - log: the file that its output goes to.
    static func ended(_ pid: pid_t, _ title: String, log: String) -> HostError {
        var status: Int32 = 0
        let isKnown = waitpid(pid, &status, WNOHANG) == pid
        let how =
            !isKnown ? "" : status & 0x7f == 0 ? " with status \(status >> 8 & 0xff)" : " by signal \(status & 0x7f)"
        let lines = HostError.lastLines(Files.read(log) ?? [])
        return HostError("\(title) ended\(how)\(lines.last.map { ": \($0)" } ?? "")", output: lines)
    }

    /// Ends it and waits until it is gone.
    func kill() {
        guard isRunning else { return reap() }
        let descriptor = swiftplay_pidfd(pid)
        Glibc.kill(pid, SIGKILL)
        if descriptor >= 0 {
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            while poll(&polled, 1, 5000) < 0 && errno == EINTR {}
            close(descriptor)
        } else {
            let end = Clock.monotonic + 5
            while isRunning && Clock.monotonic < end { usleep(2000) }
        }
        reap()
    }

    /// Takes its status if it was this program's child.
    private func reap() { waitpid(pid, nil, WNOHANG) }
}
