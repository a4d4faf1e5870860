public import Diagnostics
public import Execution
import Glibc
import Synchronization
import System
import Values

/// The file of `--events`: what happens in a run as lines of JSON, each written as it happens.
public final class EventLog: EventSink {
    private struct State {
        var play = 0
        var file: Int32
    }

    private let path: String
    private let state: Mutex<State>

    /// Opens the file, in the place of what stood there; a regular file is readable by its owner alone.
    public init(path: String, version: String, isCheckMode: Bool) throws(Diagnostic) {
        self.path = path
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        guard file >= 0 else {
            throw Diagnostic(
                "cannot write the events file \(path): \(String(cString: strerror(errno)))",
                help: "Choose a file in a directory that is there and may be written to.")
        }
        var info = stat()
        if fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG { fchmod(file, 0o600) }
        state = Mutex(State(file: file))
        let record = EventRecord(start: Clock.wall, version: version, isCheckMode: isCheckMode)
        state.withLock { write(record, to: $0.file) }
    }

    deinit { state.withLock { _ = close($0.file) } }

    public func receive(_ event: Event) {
        state.withLock { state in
            let now = Clock.wall
            if case .playStarted = event { state.play += 1 }
            guard let record = EventRecord(event, time: now, play: state.play) else { return }
            write(record, to: state.file)
        }
    }

    private func write(_ record: EventRecord, to file: Int32) {
        var text = record.line + "\n"
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                let count = Glibc.write(file, base, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return Losses.note("The events file \(path)", errno) }
                rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            }
        }
    }
}
