import Glibc
import Synchronization
import System

/// What this program is making at the moment, so that an interruption leaves none of it: first processes of namespaces,
/// and the folders that they fill.
enum Unfinished {
    /// The fleets that this program has made hosts of.
    private static let fleets = Mutex<Set<Fleet>>([])
    private static let work = Mutex(Work())

    private struct Work {
        /// The folders that processes fill.
        var folders: [Int32: String] = [:]
        /// Whether this program is told to end: nothing is made any more.
        var isOver = false
    }

    /// Starts a process that fills `folder`, which is removed with it where that is interrupted, until ``end(_:)``.
    ///
    /// Throws ``HostError/cancelled`` where this program is told to end.
    static func begin(
        in folder: String, _ start: () throws(HostError) -> PipedProgram
    ) throws(HostError) -> PipedProgram {
        try work.withLock { work throws(HostError) in
            guard !work.isOver else { throw .cancelled }
            let program = try start()
            work.folders[program.pid] = folder
            return program
        }
    }

    /// The same for a process that runs already.
    static func note(_ program: PipedProgram, in folder: String) throws(HostError) {
        try work.withLock { work throws(HostError) in
            guard !work.isOver else {
                program.kill()
                throw .cancelled
            }
            work.folders[program.pid] = folder
        }
    }

    static func end(_ pid: Int32) { _ = work.withLock { $0.folders.removeValue(forKey: pid) } }

    static func add(_ fleet: Fleet) { fleets.withLock { _ = $0.insert(fleet) } }
    static func remove(_ fleet: Fleet) { fleets.withLock { _ = $0.remove(fleet) } }
    static var own: Set<Fleet> { fleets.withLock { $0 } }

    /// Ends all that is being made.
    static func abandon() {
        let left = work.withLock { work in
            defer { work.folders = [:] }
            work.isOver = true
            return work.folders
        }
        for pid in left.keys { kill(pid, SIGKILL) }
        for (pid, folder) in left {
            // Its files can be in use until it is gone.
            RunningProcess(pid)?.kill()
            try? Files.remove(folder)
        }
    }
}
