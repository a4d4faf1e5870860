import Glibc
import Synchronization

/// A file in the making beside its destination, whose name it takes once it is whole: whatever ends this program or
/// fills the disk, the old file stays as it was.
///
/// A file that is replaced lends its owner and mode; until then no other user may read the new one. The content is on the
/// disk before the name is (see ``Durability``). A failed call removes the new file at once. Calls block, so make them on
/// a ``BlockingPool``.
public final class StagedFile: Sendable {
    private struct State: ~Copyable {
        var file: Descriptor?
        var digests: [Digest]
        var size = 0
    }

    /// Where it is to stand, links resolved.
    public let path: String
    private let staged: String
    private let isDurable: Bool
    private let state: Mutex<State>

    /// Makes an empty file beside `path`, a link there followed. A new one gets `mode` less what the umask takes.
    ///
    /// - Parameters:
    ///   - digests: what is computed of the content on the way; see ``commit()``.
    ///   - lends: whether a file that is there lends its owner and mode; else the new one is as one that was not there.
    ///   - isDurable: whether the content is waited for to be on the disk; see ``Durability``.
    public init(
        for path: String, mode: UInt32 = 0o666, digests: [DigestAlgorithm] = [], lends: Bool = true,
        isDurable: Bool = true
    ) throws(SystemError) {
        self.isDurable = isDurable
        let target = Self.resolved(path)
        self.path = target
        var old = stat()
        let isThere = stat(target, &old) == 0 && lends
        if FileInfo(old).kind == .directory { throw SystemError(errno: EISDIR, "write \(path)") }
        let place = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
        let number: Int32
        (staged, number) = try TemporaryName.create(
            beside: String(target[place...]), in: String(target[..<place]), "write \(path)"
        ) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, isThere ? 0o600 : mode) }
        state = Mutex(State(file: Descriptor(adopting: number), digests: digests.map { Digest($0) }))
        if isThere {
            // Without the right to give files away the new one stays this user's own.
            _ = fchown(number, old.st_uid, old.st_gid)
            _ = fchmod(number, old.st_mode & 0o7777)
        }
    }

    deinit { discard() }

    /// Adds to the end.
    public func write(_ bytes: [UInt8]) throws(SystemError) {
        try changing { state throws(SystemError) in
            try state.file?.write(bytes, path)
            state.size += bytes.count
            if isDurable, let number = state.file?.number {
                Durability.hasten(number, end: state.size, count: bytes.count)
            }
            for index in state.digests.indices { state.digests[index].update(bytes) }
        }
    }

    /// Gives the file its name, and the digests in hexadecimal.
    @discardableResult
    public func commit() throws(SystemError) -> [String] {
        try changing { state throws(SystemError) in
            if isDurable, let number = state.file?.number { try Durability.settle(number, staged) }
            guard rename(staged, path) == 0 else { throw .last("write \(path)") }
            state.file = nil
            if isDurable { Durability.settleDirectory(of: path) }
            return state.digests.map { $0.finish() }
        }
    }

    /// Removes what was written, unless it has its name already.
    public func discard() {
        state.withLock { remove(&$0) }
    }

    private func remove(_ state: inout State) {
        guard state.file != nil else { return }
        state.file = nil
        unlink(staged)
    }

    /// Does `work` on the open file, which is removed where that fails.
    private func changing<Answer>(
        _ work: (inout State) throws(SystemError) -> Answer
    ) throws(SystemError) -> Answer {
        try state.withLock { state throws(SystemError) in
            guard state.file != nil else { throw SystemError(errno: EBADF, "write \(path)") }
            do throws(SystemError) {
                return try work(&state)
            } catch {
                remove(&state)
                throw error
            }
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Writes a whole file in one step.
    public static func write(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, lends: Bool = true, isDurable: Bool = true
    ) throws(SystemError) {
        let file = try StagedFile(for: path, mode: mode, lends: lends, isDurable: isDurable)
        try file.write(bytes)
        try file.commit()
    }
}
