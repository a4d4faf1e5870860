import Diagnostics
public import Execution
import Synchronization
import System
import Values

/// The run as spans for an OpenTelemetry collector: one for the run, one for each play, each task and each of its hosts.
///
/// They are sent by OTLP over HTTP, in JSON, when the run has ended. Attributes have the names that Ansible's callback
/// `community.general.opentelemetry` gives them.
public final class TraceExport: EventSink {
    fileprivate struct State {
        var root: TraceSpan
        var play: TraceSpan?
        var tasks: [Int: TraceSpan] = [:]
        var spans: [TraceSpan] = []
    }

    /// Spans that are sent at once.
    private static let batch = 1000

    private let collector: TraceCollector
    private let display: Display
    private let version: String
    private let state: Mutex<State>

    public init(_ collector: TraceCollector, display: Display, version: String) {
        self.collector = collector
        self.display = display
        self.version = version
        let trace = collector.parent?.trace ?? TraceSpan.newID(bytes: 16)
        let now = Clock.wall
        state = Mutex(
            State(
                root: TraceSpan(
                    trace: trace, id: TraceSpan.newID(bytes: 8), parent: collector.parent?.span, name: "run",
                    start: now,
                    end: now)))
    }

    public func receive(_ event: Event) {
        let now = Clock.wall
        state.withLock { state in
            state.root.end = now
            switch event {
            case .playbookStarted(let path, _):
                state.root.name = path.split(separator: "/").last.map(String.init) ?? path
            case .playStarted(let start): state.begin(start, at: now)
            case .taskStarted(let task): state.begin(task, at: now)
            case .finished(let report): state.finish(report, at: now)
            case .recap: state.endPlay(at: now)
            default: break
            }
        }
    }

    /// Sends the spans. A collector that does not take them is a warning, no failure of the run.
    func finish() async {
        let spans = state.withLock { state in
            state.endPlay(at: state.root.end)
            return [state.root] + state.spans
        }
        for start in stride(from: 0, to: spans.count, by: Self.batch) {
            let part = spans[start..<min(start + Self.batch, spans.count)].map(\.value)
            let body: Value = [
                "resourceSpans": [
                    [
                        "resource": ["attributes": TraceSpan.attributes(collector.resource)],
                        "scopeSpans": [
                            [
                                "scope": ["name": "swiftplay", "version": .string(version)], "spans": .list(part),
                            ]
                        ],
                    ]
                ]
            ]
            do throws(Diagnostic) { try await collector.send(body) } catch {
                return display.show(
                    Diagnostic("The spans of the run could not be sent: \(error.message)", severity: .warning))
            }
        }
    }
}

extension TraceExport.State {
    fileprivate mutating func begin(_ start: PlayStart, at now: Double) {
        endPlay(at: now)
        play = TraceSpan(
            trace: root.trace, id: TraceSpan.newID(bytes: 8), parent: root.id, name: start.name, start: now, end: now,
            attributes: [("ansible.play.name", .string(start.name))])
    }

    fileprivate mutating func endPlay(at now: Double) {
        spans += tasks.sorted { $0.key < $1.key }.map(\.value)
        tasks = [:]
        if var play {
            play.end = now
            spans.append(play)
        }
        play = nil
    }

    fileprivate mutating func begin(_ task: TaskStart, at now: Double) {
        var span = TraceSpan(
            trace: root.trace, id: TraceSpan.newID(bytes: 8), parent: play?.id ?? root.id, name: task.name, start: now,
            end: now)
        span.attributes = [("ansible.task.name", .string(task.name)), ("ansible.task.module", .string(task.action))]
        if let path = task.path { span.attributes.append(("code.filepath", .string(path))) }
        tasks[task.id] = span
    }

    fileprivate mutating func finish(_ report: TaskReport, at now: Double) {
        tasks[report.task.id]?.end = now
        let start = report.timing?.start ?? now
        var span = TraceSpan(
            trace: root.trace, id: TraceSpan.newID(bytes: 8), parent: tasks[report.task.id]?.id ?? root.id,
            name: "[\(report.host)] \(play?.name ?? ""): \(report.task.name)", start: start,
            end: report.timing.map { $0.start + $0.seconds } ?? now)
        span.attributes = [
            ("ansible.task.name", .string(report.task.name)), ("ansible.task.module", .string(report.task.action)),
            ("ansible.task.host.name", .string(report.host)),
            ("ansible.task.host.status", .string(report.status.word)),
        ]
        if let code = report["rc"], case .int = code { span.attributes.append(("ansible.task.result", code)) }
        if let timing = report.timing {
            for (name, seconds) in [
                ("wire", timing.wire), ("wait", timing.wait), ("module", timing.module), ("template", timing.template),
            ] { span.attributes.append(("swiftplay.spent.\(name)", .double(seconds))) }
        }
        span.status = .ok
        if report.status == .failed || report.status == .unreachable, !report.isIgnored {
            span.status = .error
            span.message = report.error?.briefMessage ?? report["msg"].map(ResultText.plain) ?? report.status.word
            tasks[report.task.id]?.status = .error
            root.status = .error
        }
        spans.append(span)
    }
}
