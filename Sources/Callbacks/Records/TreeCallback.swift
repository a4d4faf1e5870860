import Diagnostics
public import Execution
import Glibc
import System

/// Keeps the last result of each host in a file of the host's name (`ansible --tree`).
public struct TreeCallback: EventSink {
    private let directory: String
    private let display: Display
    private let format: ResultText.Format

    public init(directory: String, display: Display) {
        self.directory = directory
        self.display = display
        format = DefaultCallback.Options(display.configuration).format
    }

    public func receive(_ event: Event) {
        guard case .finished(let report) = event, report.status != .skipped else { return }
        Self.makeDirectories(directory)
        let text = ResultText(format: format, verbosity: display.verbosity, shortensDebug: false).text(of: report)
        let path = "\(directory)/\(report.host)"
        do throws(SystemError) { try StagedFile.write(path, Array(text.utf8)) } catch {
            Losses.note("The tree's file \(path)", error.code)
        }
    }

    static func makeDirectories(_ path: String) {
        guard !path.isEmpty, path != "/", mkdir(path, 0o777) != 0, errno == ENOENT else { return }
        makeDirectories(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        mkdir(path, 0o777)
    }
}

/// Several outputs of one run.
public struct EventSinks: EventSink {
    private let sinks: [any EventSink]

    public init(_ sinks: [any EventSink]) { self.sinks = sinks }

    public var wantsDetails: Bool { sinks.contains(where: \.wantsDetails) }

    public func receive(_ event: Event) {
        for sink in sinks { sink.receive(event) }
    }
}
