import CShims
import Glibc

/// The controller's end of a pseudo-terminal.
struct Terminal: ~Copyable {
    private let master: Descriptor
    /// The program's end; given up once it has started, so that its end is seen.
    private var slave: Int32

    init(echoes: Bool) throws(SystemError) {
        var programEnd: Int32 = -1
        let number = swiftplay_open_terminal(&programEnd)
        guard number >= 0 else { throw SystemError(errno: -number, "open a terminal") }
        master = Descriptor(adopting: number)
        slave = programEnd
        var settings = termios()
        if !echoes, tcgetattr(slave, &settings) == 0 {
            settings.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(slave, TCSANOW, &settings)
        }
    }

    deinit { if slave >= 0 { _ = close(slave) } }

    mutating func start(_ program: ProgramStart) throws(SystemError) -> pid_t {
        var program = program
        program.descriptors = (slave, slave, slave)
        let pid = try program.start()
        _ = close(slave)
        slave = -1
        return pid
    }

    /// What is said next; nil once the other end has gone, empty when the time is up.
    func read(until deadline: Double?) -> [UInt8]? {
        let wait = deadline.map { Int32(min(max(0, ($0 - Clock.monotonic) * 1000).rounded(.up), 1e9)) } ?? -1
        var polled = pollfd(fd: master.number, events: Int16(POLLIN), revents: 0)
        guard retrying({ poll(&polled, 1, wait) }) > 0 else { return [] }
        var bytes: [UInt8] = []
        let count = (try? master.read(4096, into: &bytes, "terminal")) ?? 0
        return count > 0 ? bytes : nil
    }

    func type(_ words: [UInt8]) { try? master.write(words, "terminal") }

    /// Ends the program if it still runs, and gives its exit status or minus its signal.
    func hangUp(_ pid: pid_t) -> Int32 {
        var status: Int32 = 0
        for signal in [0, SIGHUP, SIGKILL] {
            if signal != 0 { kill(-pid, signal) }
            for _ in 0..<(signal == SIGKILL ? 500 : 20) {
                guard waitpid(pid, &status, WNOHANG) == 0 else {
                    let number = status & 0x7f
                    return number == 0 ? (status >> 8) & 0xff : -number
                }
                usleep(5_000)
            }
        }
        return -SIGKILL
    }
}
