public import Diagnostics
import Glibc
import Loading
public import System
public import Values

/// The directory of one run, `.swiftplay/runs/ID`: what is kept of it, to resume it and to show it afterwards.
///
/// Only its owner may read it (mode 0700). The layout is in docs/architecture.md; each file has a property here.
public struct RunDirectory: Sendable, Equatable {
    /// How far a run has come, as the file `state` says it.
    public enum State: String, Sendable, CaseIterable {
        /// It runs, or it was killed or lost its power.
        case running
        /// It came to its end, and no host failed.
        case finished
        /// Hosts failed or could not be reached.
        case failed
        /// It was told to stop.
        case stopped
    }

    /// The directory of all runs.
    public let root: String
    /// The time at which it began, in UTC, to the millisecond, and random letters: names in their order are runs in their order.
    public let id: String

    /// - Parameter root: the directory of all runs.
    public init(root: String, id: String) {
        self.root = root
        self.id = id
    }

    /// Its absolute path.
    public var path: String { root + "/" + id }
    /// What can be told of the run without a key: an object in JSON.
    public var summary: String { path + "/run.json" }
    /// The sealed records of what was done; see ``Journal``.
    public var journal: String { path + "/journal" }
    /// The key that the journal is sealed with: 32 bytes, or a vault's envelope of them where the run has a vault password.
    public var key: String { path + "/key" }
    /// Room that is given up where the disk is full, so that what runs by then can still be written down.
    public var reserve: String { path + "/reserve" }
    /// One word, a ``State``.
    public var stateFile: String { path + "/state" }
    /// The events of the run's newest attempt, one JSON object a line, masked as all output is.
    public var events: String { path + "/events.jsonl" }

    /// The events of an attempt before the newest one: 1 is the run as it began, 2 what resumed it first.
    public func events(ofAttempt number: Int) -> String { path + "/events.\(number).jsonl" }

    /// How many attempts have kept their events and are followed by another one.
    public var closedAttempts: Int {
        (1...).first { access(events(ofAttempt: $0), F_OK) != 0 }.map { $0 - 1 } ?? 0
    }

    /// Keeps the events of the attempt that has ended apart from those of the one that begins.
    public func closeAttempt() throws(SystemError) {
        guard access(events, F_OK) == 0 else { return }
        let closed = events(ofAttempt: closedAttempts + 1)
        guard rename(events, closed) == 0 else { throw SystemError(errno: errno, "rename \(events) to \(closed)") }
    }

    /// Makes the directory of a run that begins now, and those above it.
    public static func make(in root: String) throws(SystemError) -> RunDirectory {
        var parent = ""
        for part in root.split(separator: "/") {
            parent += "/\(part)"
            // Only what is ours is closed to others.
            let isOurs = parent == root || parent.hasSuffix("/.swiftplay")
            guard mkdir(parent, isOurs ? 0o700 : 0o777) == 0 || errno == EEXIST else {
                throw SystemError(errno: errno, "mkdir \(parent)")
            }
        }
        for _ in 0..<100 {
            let directory = RunDirectory(root: root, id: newID())
            if mkdir(directory.path, 0o700) == 0 { return directory }
            guard errno == EEXIST else { throw SystemError(errno: errno, "mkdir \(directory.path)") }
        }
        throw SystemError(errno: EEXIST, "mkdir \(root)")
    }

    private static func newID() -> String {
        var (now, parts) = (timespec(), tm())
        clock_gettime(CLOCK_REALTIME, &now)
        gmtime_r(&now.tv_sec, &parts)
        var second = [CChar](repeating: 0, count: 32)
        let length = strftime(&second, second.count, "%Y%m%d-%H%M%S", &parts)
        // Two letters for the part of the second, two by chance.
        let letters = Array("23456789abcdefghijkmnpqrstuvwxyz")
        let part = now.tv_nsec / (1_000_000_000 / (letters.count * letters.count) + 1)
        let (high, low) = (letters[part / letters.count], letters[part % letters.count])
        return String(decoding: second[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) + "-\(high)\(low)"
            + String((0..<2).map { _ in letters.randomElement() ?? "a" })
    }

    /// When the run began, as its id says it (ISO 8601, UTC).
    public var began: String {
        let digits = Array(id.filter(\.isNumber).prefix(14))
        guard digits.count == 14 else { return "" }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    }

    /// All runs below `root`, the newest first.
    public static func all(in root: String) -> [RunDirectory] {
        LocalFile.names(in: root).filter { !$0.hasPrefix(".") }.reversed().map {
            RunDirectory(root: root, id: $0)
        }.filter { access($0.summary, F_OK) == 0 }
    }

    /// The run whose id is `id` or begins with it. Throws where none or several do.
    public static func find(_ id: String, in root: String) throws(Diagnostic) -> RunDirectory {
        let found = all(in: root).filter { $0.id.hasPrefix(id) }
        if let exact = found.first(where: { $0.id == id }) { return exact }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            throw Diagnostic(
                "Several runs begin with '\(id)': \(found.map(\.id).joined(separator: ", ")).",
                help: "Give more of the id.")
        }
        throw Diagnostic(
            "There is no run '\(id)' in \(root).", help: "swiftplay resume --list shows the runs that there are.")
    }

    /// How far the run has come.
    public var state: State {
        LocalFile.text(stateFile).flatMap { State(rawValue: String($0.prefix { $0 != "\n" })) } ?? .running
    }

    /// Notes how far the run has come. Where a power loss takes that away it is a run that was broken off.
    public func note(_ state: State) throws(SystemError) {
        try write(Array((state.rawValue + "\n").utf8), to: stateFile)
    }

    /// Writes one of the files, for the owner alone, without waiting for the disk.
    func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        try StagedFile.write(path, bytes, mode: 0o600, isDurable: false)
    }

    /// Sees to it that the key and the names of the files reach the disk, beside the run that begins.
    func settle() {
        guard Durability.isOn else { return }
        Task(executorPreference: BlockingPool.shared) {
            for path in [key, summary] { try? Durability.settle(path: path) }
            Durability.settleDirectory(of: key)
        }
    }

    /// What ``summary`` says; empty where it cannot be read.
    public var told: Dict {
        LocalFile.text(summary).flatMap { try? JSON.parse($0) }?.mapping ?? [:]
    }

    /// Removes it and all that is in it.
    public func remove() {
        for name in LocalFile.names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }
}
