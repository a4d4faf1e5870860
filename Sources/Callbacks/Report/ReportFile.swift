public import Diagnostics
public import Execution
import Glibc
import Synchronization
import System

/// The file of `--report`: a page that is written when the run has ended, for its owner alone.
public final class ReportFile: EventSink {
    private struct State {
        var report = RunReport()
        var play = 0
    }

    private let path: String
    private let state = Mutex(State())

    /// Throws where the file cannot be written for sure.
    public init(path: String, version: String, isCheckMode: Bool) throws(Diagnostic) {
        self.path = path
        try Self.check(path)
        let record = EventRecord(start: Clock.wall, version: version, isCheckMode: isCheckMode)
        state.withLock { $0.report.take(record.fields) }
    }

    /// Throws where no file of that name can be made.
    static func check(_ path: String) throws(Diagnostic) {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        guard access(directory, W_OK) != 0 else { return }
        throw Diagnostic(
            "cannot write the report \(path): \(String(cString: strerror(errno)))",
            help: "Choose a file in a directory that is there and may be written to.")
    }

    public func receive(_ event: Event) {
        let now = Clock.wall
        state.withLock { state in
            if case .playStarted = event { state.play += 1 }
            guard let record = EventRecord(event, time: now, play: state.play) else { return }
            state.report.take(record.fields)
        }
    }

    /// Writes the page.
    func finish() {
        let text = ReportPage(state.withLock { $0.report }).text
        do throws(SystemError) {
            let file = try StagedFile(for: path, mode: 0o600, lends: false)
            try file.write(Array(text.utf8))
            _ = try file.commit()
        } catch {
            Losses.note("The report \(path)", error.code)
        }
    }
}
