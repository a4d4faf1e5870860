import Glibc
import Loading
import Synchronization
import System
import Vault

/// Sealed records, one behind the other, in a file that only grows.
///
/// A record is its length in four bytes and what ``RecordCipher`` makes of it. One that a crash has cut off is dropped when
/// the file is opened again. One process at a time holds the file.
final class JournalFile: Sendable {
    /// What every journal begins with, and the number of what its records look like; one that changes them counts on.
    private static let kind = "swiftplay journal "
    private static let mark = Array("\(kind)2\n".utf8)
    /// No record is larger, in bytes.
    private static let limit = 1 << 30
    private static let pieceSize = 1 << 20

    private struct State {
        var end: Int
        var count: Int
        /// Whether something was written since the disk was last waited for.
        var isDirty = false
        var isSettling = false
    }

    enum Problem: Error {
        case system(SystemError)
        /// Another process holds it.
        case busy
        /// It is no journal, or the key is not its own.
        case sealed
        /// Its records are those of another version of this program.
        case foreign
    }

    private let path: String
    private let descriptor: Int32
    private let cipher: RecordCipher
    private let state: Mutex<State>

    private init(_ path: String, _ descriptor: Int32, _ cipher: RecordCipher, _ state: State) {
        self.path = path
        self.descriptor = descriptor
        self.cipher = cipher
        self.state = Mutex(state)
    }

    deinit { _ = close(descriptor) }

    /// An empty journal.
    static func create(_ path: String, _ cipher: RecordCipher) throws(Problem) -> JournalFile {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(SystemError(errno: errno, "create \(path)")) }
        let file = JournalFile(path, descriptor, cipher, State(end: 0, count: 0))
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        do throws(SystemError) { try file.write(mark) } catch { throw .system(error) }
        return file
    }

    /// The journal that is there, and its records.
    static func open(existing path: String, _ cipher: RecordCipher) throws(Problem) -> (JournalFile, [[UInt8]]) {
        let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(SystemError(errno: errno, "open \(path)")) }
        let file = JournalFile(path, descriptor, cipher, State(end: 0, count: 0))
        guard holds(descriptor) else { throw .busy }
        guard let bytes = LocalFile.read(path, limit: .max), bytes.starts(with: kind.utf8) else { throw .sealed }
        guard bytes.starts(with: mark) else { throw .foreign }
        var records: [[UInt8]] = []
        var place = mark.count
        while bytes.count - place >= 4 {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
            guard length <= limit, bytes.count - place - 4 >= length,
                let record = cipher.open(bytes[place + 4..<place + 4 + length], number: records.count)
            else { break }
            records.append(record)
            place += 4 + length
        }
        // The first record is there before anything runs: without it the key is wrong.
        guard !records.isEmpty else { throw .sealed }
        ftruncate(descriptor, off_t(place))
        let (end, count) = (place, records.count)
        file.state.withLock { $0 = State(end: end, count: count) }
        return (file, records)
    }

    /// Takes the lock; waits a moment for one that is just given up, as by a process that is being started.
    private static func holds(_ descriptor: Int32) -> Bool {
        for _ in 0..<100 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(20_000)
        }
        return false
    }

    /// Adds a record, given in parts. Where that fails the file is as it was before.
    func append(_ record: [[UInt8]]) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            let size = RecordCipher.sealedSize(record.reduce(0) { $0 + $1.count })
            guard size <= Self.limit else { throw SystemError(errno: EFBIG, "write \(path)") }
            var bytes: [UInt8] = []
            for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: size >> (8 * shift))) }
            // A large record goes to the file piece by piece.
            var end = state.end
            try cipher.seal(record, number: state.count) { piece throws(SystemError) in
                bytes += piece
                if bytes.count >= Self.pieceSize {
                    try put(bytes, at: &end, after: state.end)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
            try put(bytes, at: &end, after: state.end)
            state.end = end
            state.isDirty = true
            state.count += 1
        }
    }

    private func write(_ bytes: [UInt8]) throws(SystemError) {
        try state.withLock { state throws(SystemError) in
            var end = state.end
            try put(bytes, at: &end, after: state.end)
            state.end = end
            state.isDirty = true
        }
    }

    /// Writes behind `end`; where that fails the file ends with what was `whole` before.
    private func put(_ bytes: [UInt8], at end: inout Int, after whole: Int) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written, off_t(end + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = SystemError(errno: errno, "write \(path)")
                ftruncate(descriptor, off_t(whole))
                throw error
            }
            written += count
        }
        end += bytes.count
    }

    /// Brings what was written to the disk, on another thread: a power loss costs the last task at most.
    func settle() {
        guard Durability.isOn else { return }
        let begins = state.withLock { state in
            guard state.isDirty, !state.isSettling else { return false }
            state.isSettling = true
            return true
        }
        guard begins else { return }
        Task(executorPreference: BlockingPool.shared) {
            while self.state.withLock({ state in
                state.isSettling = state.isDirty
                state.isDirty = false
                return state.isSettling
            }) {
                fdatasync(self.descriptor)
            }
        }
    }

    /// Waits until everything is on the disk.
    func flush() { if Durability.isOn { fdatasync(descriptor) } }
}
