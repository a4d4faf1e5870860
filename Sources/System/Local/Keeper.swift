import CShims
import Glibc
import Synchronization

/// A small process beside this one that outlives it, whatever ends it, and then ends the programs and removes the
/// temporary files that it had under way.
///
/// It is started when the first is noted. What has ended well is taken from its list, so that nothing of a program
/// that ends in order is touched.
enum Keeper {
    /// Names that this program gives to files and directories that it removes itself.
    private static let prefixes = [TemporaryName.ofFiles, "ansible-tmp-", "python-"]

    private static let writer = Mutex<Int32?>(nil)

    /// Starts the keeper if it does not run yet.
    static func start() { _ = keeper() }

    static func begin(group: pid_t) { tell("+", group, nil) }
    static func end(group: pid_t) { tell("-", group, nil) }

    /// Notes a new temporary file or directory; one that a task asked for by a name of its own is left to it.
    static func begin(path: String) { if isOurs(path) { tell("b", 0, path) } }
    static func end(path: String) { if isOurs(path) { tell("e", 0, path) } }

    private static func isOurs(_ path: String) -> Bool {
        guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return false }
        let name = path[path.index(after: slash)...]
        return prefixes.contains { name.hasPrefix($0) }
    }

    private static func keeper() -> Int32 {
        writer.withLock { writer in
            let number = writer ?? swiftplay_start_keeper()
            writer = number
            return number
        }
    }

    private static func tell(_ kind: Unicode.Scalar, _ group: pid_t, _ path: String?) {
        let keeper = keeper()
        guard keeper >= 0 else { return }
        let kind = CChar(truncatingIfNeeded: kind.value)
        if let path {
            _ = swiftplay_tell_keeper(keeper, kind, group, path)
        } else {
            _ = swiftplay_tell_keeper(keeper, kind, group, nil)
        }
    }
}
