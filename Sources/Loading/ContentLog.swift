import CCrypto
import Synchronization

/// Which files of content a run has read, by their digests, so that it can be told later whether one has changed.
public final class ContentLog: Sendable {
    /// What a file is to the run.
    public enum Kind: UInt8, Sendable {
        /// Plays, tasks and handlers: what of them has run is known task by task.
        case tasks
        /// Variables, inventories and other files that any task may have used.
        case data
    }

    public struct Entry: Sendable, Equatable {
        public var path: String
        /// SHA-256 of the content.
        public var digest: [UInt8]
        public var kind: Kind

        public init(path: String, digest: [UInt8], kind: Kind) {
            self.path = path
            self.digest = digest
            self.kind = kind
        }
    }

    /// What one task reads, apart from the rest.
    public final class Collector: Sendable {
        private let entries = Mutex<[String: Entry]>([:])

        public init() {}

        /// In the order of their paths.
        public var all: [Entry] { entries.withLock { $0.values.sorted { $0.path < $1.path } } }

        fileprivate func add(_ entry: Entry) { entries.withLock { $0[entry.path] = entry } }
    }

    private struct State {
        var isOn = false
        var known: [String: Entry] = [:]
        var fresh: [String] = []
    }

    private let state = Mutex(State())

    /// Where reads of the task that runs now go; the whole run's where there is none.
    @TaskLocal public static var collector: Collector?

    public init() {}

    /// From now on reads are noted.
    public func begin() { state.withLock { $0.isOn = true } }

    /// Notes a file that was read.
    public func note(_ path: String, _ bytes: [UInt8]) {
        guard state.withLock({ $0.isOn }) else { return }
        let entry = Entry(path: path, digest: Self.digest(bytes), kind: .data)
        if let collector = Self.collector { return collector.add(entry) }
        state.withLock { state in
            let old = state.known[path]
            guard old?.digest != entry.digest else { return }
            var entry = entry
            if let old { entry.kind = old.kind }
            state.known[path] = entry
            state.fresh.append(path)
        }
    }

    /// Larger files are not looked at, in bytes.
    private static let limit = 16 << 20

    /// Notes a file of `size` bytes that a task sends to a host.
    public func note(file path: String, size: some BinaryInteger) {
        guard state.withLock({ $0.isOn }), size <= Self.limit, let bytes = LocalFile.read(path) else { return }
        note(path, bytes)
    }

    /// Notes that a file holds tasks.
    public func noteTasks(in path: String) {
        state.withLock { state in
            guard state.known[path] != nil, state.known[path]?.kind != .tasks else { return }
            state.known[path]?.kind = .tasks
            state.fresh.append(path)
        }
    }

    /// What was noted since the last call.
    public func takeFresh() -> [Entry] {
        state.withLock { state in
            guard !state.fresh.isEmpty else { return [] }
            defer { state.fresh = [] }
            var seen: Set<String> = []
            return state.fresh.filter { seen.insert($0).inserted }.compactMap { state.known[$0] }
        }
    }

    /// SHA-256 of `bytes`.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        SHA256(bytes, bytes.count, &digest)
        return digest
    }
}
