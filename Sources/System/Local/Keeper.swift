import CShims
import Glibc
import Synchronization

/// A small process beside this one that outlives it, whatever ends it, and then ends the programs and removes the
/// temporary files that it had under way.
///
/// What a program has started is known by its tag, a number that processes hand on to those that they start: those with
/// a session of their own and those whose parents are gone as well. A daemon of a program that has ended is left alone.
///
/// It is started when the first is noted. What has ended well is taken from its list, so that nothing of a program
/// that ends in order is touched.
enum Keeper {
    /// Names that this program gives to files and directories that it removes itself.
    private static let prefixes = [TemporaryName.ofFiles, "ansible-tmp-", "python-"]

    private static let writer = Mutex<Int32?>(nil)

    static func begin(group: pid_t) { tell("+", UInt64(group), nil) }
    static func end(group: pid_t) { tell("-", UInt64(group), nil) }

    /// Notes a program that is about to start: a new tag for it. Starts the keeper if it does not run yet.
    static func beginTag() -> UInt64 {
        let tag = UInt64.random(in: 1 << 61..<1 << 62)
        tell("t", tag, nil)
        return tag
    }

    static func end(tag: UInt64) { if tag != 0 { tell("u", tag, nil) } }

    /// Kills the process group that `leader` leads, what carries `tag` and all that is below them.
    static func kill(_ leader: pid_t, tag: UInt64) {
        var leader = leader, tag = tag
        swiftplay_end_programs(&leader, 1, &tag, tag == 0 ? 0 : 1)
    }

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

    private static func tell(_ kind: Unicode.Scalar, _ number: UInt64, _ path: String?) {
        let keeper = keeper()
        guard keeper >= 0 else { return }
        let kind = CChar(truncatingIfNeeded: kind.value)
        if let path {
            _ = swiftplay_tell_keeper(keeper, kind, number, path)
        } else {
            _ = swiftplay_tell_keeper(keeper, kind, number, nil)
        }
    }
}
