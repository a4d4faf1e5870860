import Glibc
import Synchronization

/// What this program is making at the moment, so that an interruption leaves none of it: first processes of namespaces,
/// and the folders that they fill.
enum Unfinished {
    /// The fleets that this program has made hosts of.
    private static let fleets = Mutex<Set<Fleet>>([])
    private static let work = Mutex<[Int32: String]>([:])

    /// `folder` is removed with the process where that is interrupted.
    static func begin(_ pid: Int32, _ folder: String) { work.withLock { $0[pid] = folder } }
    static func end(_ pid: Int32) { _ = work.withLock { $0.removeValue(forKey: pid) } }

    static func add(_ fleet: Fleet) { fleets.withLock { _ = $0.insert(fleet) } }
    static func remove(_ fleet: Fleet) { fleets.withLock { _ = $0.remove(fleet) } }
    static var own: Set<Fleet> { fleets.withLock { $0 } }

    /// Ends all that is being made.
    static func abandon() {
        let left = work.withLock { work in
            defer { work = [:] }
            return work
        }
        for pid in left.keys { kill(pid, SIGKILL) }
        for (pid, folder) in left {
            // Its files can be in use until it is gone.
            RunningProcess(pid)?.kill()
            try? Files.remove(folder)
        }
    }
}
