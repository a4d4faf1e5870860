import Glibc
import Loading
import System
import Values

/// Handlers that were notified in runs that failed or were stopped, and have not run: `.swiftplay/owed.json`, beside the runs.
///
/// The next run of the play on the host runs them, or `swiftplay resume --handlers`.
public struct OwedHandlers {
    /// What one host owes to one play.
    public struct Entry: Sendable, Equatable {
        /// The absolute path of the playbook's file, and the play's title as written.
        public var playbook: String
        public var play: String
        public var host: String
        /// What was notified: names of handlers, or what they listen to.
        public var handlers: [String]
        /// The run that failed.
        public var run: String

        func belongs(to other: Entry) -> Bool {
            playbook == other.playbook && play == other.play && host == other.host
        }
    }

    private let path: String

    /// - Parameter root: the directory of all runs.
    public init(root: String) {
        let end = root.lastIndex(of: "/") ?? root.startIndex
        path = root[..<end] + "/owed.json"
    }

    public var entries: [Entry] {
        guard let text = LocalFile.text(path), let list = (try? JSON.parse(text))?.sequence else { return [] }
        return list.compactMap { item in
            func text(_ key: Value) -> String? { item.mapping?[key]?.text }
            guard let playbook = text("playbook"), let play = text("play"), let host = text("host"),
                let handlers = item.mapping?["handlers"]?.sequence
            else { return nil }
            return Entry(
                playbook: playbook, play: play, host: host, handlers: handlers.compactMap(\.text),
                run: text("run") ?? "")
        }
    }

    /// Replaces what hosts owe to their plays; an entry without handlers says that nothing is owed any more.
    func update(_ changes: [Entry]) throws(SystemError) {
        let owesNothing = changes.allSatisfy(\.handlers.isEmpty)
        guard !changes.isEmpty, !owesNothing || access(path, F_OK) == 0 else { return }
        // Runs beside this one may change it too.
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw SystemError(errno: errno, "open \(path).lock") }
        defer { _ = close(lock) }
        while flock(lock, LOCK_EX) != 0, errno == EINTR {}
        let old = entries
        var new = old.filter { entry in !changes.contains { $0.belongs(to: entry) } }
        new += changes.filter { !$0.handlers.isEmpty }
        guard new != old else { return }
        let list = new.map { entry in
            Value.dict([
                "playbook": .string(entry.playbook), "play": .string(entry.play), "host": .string(entry.host),
                "handlers": .list(entry.handlers.map { .string($0) }), "run": .string(entry.run),
            ])
        }
        let text = (try? JSON.text(.list(list), JSONOptions(indent: "  "))) ?? "[]"
        try StagedFile.write(path, Array((text + "\n").utf8), mode: 0o600)
    }
}
