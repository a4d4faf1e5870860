public import Diagnostics
public import Execution
import Glibc
import Synchronization
import System
import Values

/// The files of events, that of `--events` and that of the run: what happens in a run as lines of JSON, written as it happens.
///
/// Lines are made and written beside the run, in order: no task waits for them. What happens within a moment is written in
/// one piece.
public final class EventLog: EventSink {
    private struct Entry {
        var event: Event
        var time: Double
        /// The number of the play that runs, from 1.
        var play: Int
    }

    private struct State {
        var play = 0
        var waiting: [Entry] = []
        /// The work that writes what waits; nil where nothing does.
        var writing: Task<Void, Never>?
    }

    /// How long the first event waits for others.
    private static let moment = Duration.milliseconds(20)
    /// How much is written at once, in bytes.
    private static let piece = 1 << 18

    private let files: [(path: String, descriptor: Int32)]
    private let state = Mutex(State())

    /// Opens the files and empties them; a regular file is readable by its owner alone.
    public init(paths: [String], version: String, isCheckMode: Bool) throws(Diagnostic) {
        files = try paths.map { path throws(Diagnostic) in (path, try Self.open(path)) }
        var bytes: [UInt8] = []
        EventRecord(start: Clock.wall, version: version, isCheckMode: isCheckMode).write { bytes += $0 }
        write(bytes)
    }

    private static func open(_ path: String) throws(Diagnostic) -> Int32 {
        let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        guard file >= 0 else {
            throw Diagnostic(
                "cannot write the events file \(path): \(String(cString: strerror(errno)))",
                help: "Choose a file in a directory that is there and may be written to.")
        }
        var info = stat()
        if fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG { fchmod(file, 0o600) }
        return file
    }

    deinit { for file in files { _ = close(file.descriptor) } }

    public func receive(_ event: Event) {
        let now = Clock.wall
        state.withLock { state in
            if case .playStarted = event { state.play += 1 }
            state.waiting.append(Entry(event: event, time: now, play: state.play))
            guard state.writing == nil else { return }
            state.writing = Task(executorPreference: BlockingPool.shared) {
                try? await Task.sleep(for: Self.moment)
                self.writeWaiting()
            }
        }
    }

    /// Writes what has come until nothing waits any more.
    private func writeWaiting() {
        while true {
            let entries = state.withLock { state in
                defer { state.waiting = [] }
                if state.waiting.isEmpty { state.writing = nil }
                return state.waiting
            }
            guard !entries.isEmpty else { return }
            var bytes: [UInt8] = []
            for entry in entries {
                guard let record = EventRecord(entry.event, time: entry.time, play: entry.play) else { continue }
                record.write { piece in
                    bytes += piece
                    guard bytes.count > Self.piece else { return }
                    write(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
            write(bytes)
        }
    }

    /// Waits until all is written.
    func finish() async {
        let writing = state.withLock { $0.writing }
        writing?.cancel()
        await writing?.value
    }

    private func write(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            for (path, descriptor) in files { Self.write(bytes, to: descriptor, path) }
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String) {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = Glibc.write(descriptor, base, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return Losses.note("The events file \(path)", errno) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }
}
