public import Diagnostics
public import Execution

/// What is kept of a run in files and sent to others, beside what the screen shows.
public struct RunRecords: Sendable {
    /// What is asked for; nil leaves one out.
    public struct Wanted: Sendable {
        /// The files of events.
        public var events: [String] = []
        /// The report's file.
        public var report: String?
        /// Where spans are sent.
        public var collector: TraceCollector?

        public init() {}
    }

    private let events: EventLog?
    private let report: ReportFile?
    private let traces: TraceExport?

    /// Throws where one of the files cannot be written.
    ///
    /// - Parameter version: of this program.
    public init(_ wanted: Wanted, display: Display, version: String, isCheckMode: Bool) throws(Diagnostic) {
        traces = wanted.collector.map { TraceExport($0, display: display, version: version) }
        events =
            wanted.events.isEmpty
            ? nil : try EventLog(paths: wanted.events, version: version, isCheckMode: isCheckMode)
        report = try wanted.report.map { path throws(Diagnostic) in
            try ReportFile(path: path, version: version, isCheckMode: isCheckMode)
        }
    }

    public var sinks: [any EventSink] {
        [events as (any EventSink)?, report, traces].compactMap(\.self)
    }

    /// Runs `body`, and writes and sends what waits for its end, however it ends.
    public func finishing<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await finish()
            return result
        } catch {
            await finish()
            throw error
        }
    }

    private func finish() async {
        await events?.finish()
        report?.finish()
        await traces?.finish()
    }
}
