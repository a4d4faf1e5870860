import Glibc
import Synchronization
import System

/// The processes that run scenarios for this one.
public enum WorkerProcesses {
    private static let processes = Mutex<Set<pid_t>>([])

    /// How long they may take to remove their hosts, in seconds.
    private static let patience = 3.0

    static func add(_ process: pid_t) { processes.withLock { _ = $0.insert(process) } }

    /// Ends all of them and waits until they have removed their hosts, for when this process is asked to end.
    public static func interrupt() {
        let left = processes.withLock { $0 }.filter { kill($0, SIGTERM) == 0 }
        let end = Clock.monotonic + patience
        while Clock.monotonic < end, left.contains(where: isRunning) { usleep(10_000) }
    }

    private static func isRunning(_ process: pid_t) -> Bool {
        var info = siginfo_t()
        // A process that has ended stays until it is waited for.
        return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0
            && info._sifields._sigchld.si_pid == 0
    }
}
