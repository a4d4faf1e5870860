import Diagnostics
import Execution
import Values

/// An event as a line of `--events` holds it; docs/events.md documents every field.
///
/// It is made of what outputs are told, so that it is censored and masked already.
struct EventRecord {
    /// The name and version of the schema. Fields may be added without a new version; nothing else may change.
    static let schema = "swiftplay.events/1"

    let fields: Dict

    /// Fields in their order, each name once.
    private typealias Fields = [(Value, Value)]

    /// Nil for what no record is kept of.
    ///
    /// - Parameters:
    ///   - time: seconds since 1970.
    ///   - play: the number of the play that runs, counted from 1.
    init?(_ event: Event, time: Double, play: Int) {
        let (name, fields): (Value, Fields)
        switch event {
        case .playbookStarted(let path, _): (name, fields) = ("playbook", [("path", .string(path))])
        case .playStarted(let start): (name, fields) = ("play", Self.fields(of: start, play))
        case .batchStarted(let batch):
            (name, fields) = (
                "batch", [("play", .int(play)), ("hosts", .texts(batch.hosts)), ("tasks", .int(batch.tasks))]
            )
        case .taskStarted(let task): (name, fields) = ("task", Self.fields(of: task, play))
        case .hostStarted(let host, let task):
            (name, fields) = ("host_start", [("task", .int(task.id)), ("host", .string(host))])
        case .itemFinished(let report): (name, fields) = ("item", Self.fields(of: report))
        case .finished(let report): (name, fields) = ("result", Self.fields(of: report))
        case .output(let output):
            (name, fields) = (
                "output",
                [
                    ("task", .int(output.task.id)), ("host", .string(output.host)),
                    ("stream", output.isError ? "stderr" : "stdout"), ("text", .string(output.text)),
                ]
            )
        case .retrying(let report, let left):
            (name, fields) = ("retry", Self.fields(of: report) + [("left", .int(left))])
        case .asyncPolled(let report): (name, fields) = ("poll", Self.fields(of: report))
        case .asyncFinished(let report): (name, fields) = ("async_end", Self.fields(of: report))
        case .included(let file, let hosts, let label, _):
            (name, fields) = (
                "include", [("file", .string(file)), ("hosts", .texts(hosts)), ("label", label ?? Value.none)]
            )
        case .notified(let handler, let host):
            (name, fields) = ("notify", [("handler", .string(handler)), ("host", .string(host))])
        case .noHostsMatched: (name, fields) = ("no_hosts", [("reason", "unmatched")])
        case .noHostsRemaining: (name, fields) = ("no_hosts", [("reason", "none_left")])
        case .diagnostic(let diagnostic): (name, fields) = ("diagnostic", Self.fields(of: diagnostic))
        case .recap(let recap): (name, fields) = ("recap", Self.fields(of: recap))
        case .implicitTaskStarted, .prompted, .diff, .banner, .verbose: return nil
        }
        self.init(name, time: time, fields)
    }

    /// The first record of a run.
    init(start time: Double, version: String, isCheckMode: Bool) {
        self.init(
            "run", time: time,
            [("schema", .string(Self.schema)), ("version", .string(version)), ("check", .bool(isCheckMode))])
    }

    private init(_ name: Value, time: Double, _ fields: Fields) {
        let head: Fields = [("event", name), ("time", .double(Self.rounded(time)))]
        self.fields = Dict(uncheckedUniqueKeysWithValues: head + fields)
    }

    private static let options = JSONOptions(quotesNonFinite: true)
    /// A record with more text than this, in bytes, is written piece by piece.
    private static let wholeLimit = 1 << 20

    /// Hands ``line`` over with its end, one of much text in pieces.
    func write(to sink: (UnsafeRawBufferPointer) -> Void) {
        // What JSON cannot hold has to be known before anything is handed over.
        if let result = fields["result"], result.holdsText(beyond: Self.wholeLimit), result.isPlain {
            try? JSON.write(.dict(fields), Self.options, to: sink)
            return withUnsafeBytes(of: UInt8(ascii: "\n"), sink)
        }
        (bytes + [UInt8(ascii: "\n")]).withUnsafeBytes(sink)
    }

    /// One line of JSON, without its end. A result that JSON cannot hold is left out.
    var line: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] {
        if let bytes = try? JSON.bytes(.dict(fields), Self.options) { return bytes }
        return (try? JSON.bytes(.dict(fields.filter { $0.key != "result" }), Self.options)) ?? Array("{}".utf8)
    }

    // MARK: Fields

    /// To the microsecond.
    private static func rounded(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e6 }

    private static func optional(_ text: String?) -> Value { text.map { .string($0) } ?? Value.none }

    private static func fields(of start: PlayStart, _ play: Int) -> Fields {
        [
            ("play", .int(play)), ("name", .string(start.name)), ("path", optional(start.path)),
            ("strategy", .string(start.strategy)), ("patterns", .texts(start.hosts)),
            ("check", .bool(start.isCheckMode)),
        ]
    }

    private static func fields(of task: TaskStart, _ play: Int) -> Fields {
        [
            ("task", .int(task.id)), ("play", .int(play)), ("name", .string(task.name)),
            ("kind", task.kind == .handler ? "handler" : "task"), ("action", .string(task.action)),
            ("path", optional(task.path)), ("role", optional(task.role)), ("loop", .bool(task.hasLoop)),
            ("secret", .bool(task.isSecret)), ("check", .bool(task.isCheckMode)), ("known", .int(task.known)),
        ]
    }

    private static func fields(of report: TaskReport) -> Fields {
        var fields: Fields = [
            ("task", .int(report.task.id)), ("host", .string(report.host)), ("status", .string(report.status.word)),
            ("ignored", .bool(report.isIgnored)),
        ]
        if report.isReplayed { fields.append(("replayed", true)) }
        if let delegate = report.delegate { fields.append(("delegate", .string(delegate.name))) }
        if let label = report.itemLabel { fields.append(("label", label)) }
        if let timing = report.timing {
            fields.append(("start", .double(rounded(timing.start))))
            fields.append(("seconds", .double(rounded(timing.seconds))))
            let spent: Fields = [
                ("wire", .double(rounded(timing.wire))), ("wait", .double(rounded(timing.wait))),
                ("module", .double(rounded(timing.module))), ("template", .double(rounded(timing.template))),
            ]
            fields.append(("spent", .dict(Dict(uncheckedUniqueKeysWithValues: spent))))
        }
        fields.append(("result", .dict(report.result)))
        if let error = report.error { fields.append(("error", value(of: error))) }
        if !report.warnings.isEmpty { fields.append(("warnings", .list(report.warnings.map(value)))) }
        return fields
    }

    private static func value(of diagnostic: Diagnostic) -> Value {
        .dict(Dict(uncheckedUniqueKeysWithValues: fields(of: diagnostic)))
    }

    private static func fields(of diagnostic: Diagnostic) -> Fields {
        let severity: Value =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .deprecation: "deprecation"
            }
        return [
            ("severity", severity), ("message", .string(diagnostic.briefMessage)),
            ("text", .string(diagnostic.description)),
        ]
    }

    private static func fields(of recap: Recap) -> Fields {
        var hosts: Dict = [:]
        for (host, counts) in recap.hosts.sorted(by: { $0.key < $1.key }) {
            hosts[.string(host)] = [
                "ok": .int(counts.ok), "changed": .int(counts.changed), "unreachable": .int(counts.unreachable),
                "failed": .int(counts.failed), "skipped": .int(counts.skipped), "rescued": .int(counts.rescued),
                "ignored": .int(counts.ignored),
            ]
        }
        var custom: Dict = [:]
        for (host, stats) in recap.custom { custom[.string(host)] = .dict(stats) }
        return [
            ("hosts", .dict(hosts)), ("custom", .dict(custom)), ("custom_of_run", .dict(recap.customOfRun)),
        ]
    }
}

extension Value {
    /// Whether JSON can hold all that is in it.
    fileprivate var isPlain: Bool {
        switch self {
        case .undefined, .object: false
        case .list, .tuple: (sequence ?? []).allSatisfy(\.isPlain)
        case .dict(let dict): dict.items.allSatisfy { $0.key.text != nil && $0.value.isPlain }
        default: true
        }
    }

    fileprivate static func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }
}

extension TaskReport.Status {
    /// As records of events name it.
    var word: String {
        switch self {
        case .ok: "ok"
        case .changed: "changed"
        case .failed: "failed"
        case .skipped: "skipped"
        case .unreachable: "unreachable"
        }
    }
}
