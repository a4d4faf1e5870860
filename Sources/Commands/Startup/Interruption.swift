import Callbacks
import Execution
import Glibc
import Hosts
import RoleTesting
import Synchronization
import System

/// Ends all that this program runs when it is told to end itself, by Ctrl+C or a signal.
enum Interruption {
    /// ansible's exit status after Ctrl+C.
    private static let status: Int32 = 99

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// Where the handler notifies the waiting thread of a signal. (Set once, before any signal can come.)
    nonisolated(unsafe) private static var teller: Int32 = -1

    /// Whether a signal ends the run by now: what the ends of its programs make of the run must not end it first.
    private static let isEnding = Atomic(false)

    /// The run that the first Ctrl+C only stops.
    private static let gentle = Mutex<RunStop?>(nil)

    /// From now on the first Ctrl+C lets the tasks that run come to their end; the next one ends everything.
    static func stopFirst(_ stop: RunStop) { gentle.withLock { $0 = stop } }

    /// From now on a thread waits for the signals.
    static func watch() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        teller = ends[1]
        nonisolated(unsafe) let watcher = Watcher(reader: ends[0])
        // Where there is no thread for this, there is none for the run either.
        SystemThread.require { watcher.wait() }
        atexit { while Interruption.isEnding.load(ordering: .acquiring) { pause() } }
        for number in signals {
            var before = sigaction()
            sigaction(number, nil, &before)
            // What a shell has set to be ignored, as for nohup, stays ignored.
            guard before.__sigaction_handler.sa_handler.map({ unsafeBitCast($0, to: Int.self) }) != 1 else { continue }
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.teller, &byte, 1)
            }
            action.sa_flags = SA_RESTART
            sigaction(number, &action, nil)
        }
    }

    private final class Watcher {
        private let reader: Int32
        private var terminal: termios?

        init(reader: Int32) {
            self.reader = reader
            var settings = termios()
            terminal = tcgetattr(STDIN_FILENO, &settings) == 0 ? settings : nil
        }

        func wait() -> Never {
            var number: Int32
            repeat {
                var byte: UInt8 = 0
                while read(reader, &byte, 1) != 1 {}
                number = Int32(byte)
            } while number == SIGINT && Interruption.stopsGently()
            LiveView.endCurrent()
            if var terminal { tcsetattr(STDIN_FILENO, TCSANOW, &terminal) }
            if number == SIGINT { complain("[ERROR]: User interrupted execution") }
            Interruption.isEnding.store(true, ordering: .releasing)
            // Nor is it told.
            let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
            for output in [STDOUT_FILENO, STDERR_FILENO] { dup2(null, output) }
            Interruption.endJobs()
            WorkerProcesses.interrupt()
            Interruption.endDescendants()
            Fleet.abandonOwn()
            if number == SIGINT { _exit(Interruption.status) }
            signal(number, SIG_DFL)
            kill(getpid(), number)
            while true { pause() }
        }
    }

    /// Asks the run to stop; false where it was asked already, or cannot be.
    private static func stopsGently() -> Bool {
        guard let stop = gentle.withLock({ $0 }), !stop.isRequested else { return false }
        complain(
            "[WARNING]: The run stops as soon as the tasks that run have ended. Press Ctrl+C again to end them now.")
        stop.request(.operator)
        return true
    }

    /// How long targets may take to end their jobs, in seconds.
    private static let jobPatience = 3

    /// Ends the background jobs that the run waits for, on their targets.
    private static func endJobs() {
        // A semaphore may be used from any thread; a late call finds this program gone.
        nonisolated(unsafe) let done = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(done, 0, 0)
        Task(executorPreference: BlockingPool.shared) {
            await WatchedJobs.endAll()
            sem_post(done)
        }
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        deadline.tv_sec += jobPatience
        while sem_timedwait(done, &deadline) != 0, errno == EINTR {}
    }

    /// All are stopped before one is ended: what is started meanwhile is found the next time, and what is stopped starts
    /// no more.
    private static func endDescendants() {
        var stopped: Set<pid_t> = []
        while case let more = descendants().filter({ stopped.insert($0).inserted }), !more.isEmpty {
            for process in more { kill(process, SIGSTOP) }
        }
        for process in stopped { kill(process, SIGKILL) }
    }

    /// Every process below this one, children before their own children. Jobs in the background are init's by now.
    private static func descendants() -> [pid_t] {
        var children: [pid_t: [pid_t]] = [:]
        guard let directory = opendir("/proc") else { return [] }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let process = pid_t(name), let parent = parent(of: process) else { continue }
            children[parent, default: []].append(process)
        }
        var found: [pid_t] = []
        var next = [getpid()]
        while let process = next.popLast() {
            let below = children[process] ?? []
            found += below
            next += below
        }
        return found
    }

    /// The fourth word of `/proc/PID/stat`, behind the program's name in parentheses.
    private static func parent(of process: pid_t) -> pid_t? {
        guard let bytes = Bytes.ofFile("/proc/\(process)/stat") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        let words = text[text.index(after: end)...].split(separator: " ")
        return words.count > 1 ? pid_t(words[1]) : nil
    }
}
