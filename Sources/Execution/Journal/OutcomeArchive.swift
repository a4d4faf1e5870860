import Diagnostics
import Playbook
import System
import Templating
import Values

/// What tasks and items of loops came to, as bytes from which the same effects follow.
enum OutcomeArchive {
    static func write(_ outcome: TaskOutcome, to writer: inout ByteWriter) {
        write(outcome.status, to: &writer)
        writer.flag(outcome.isIgnored)
        write(outcome.result, to: &writer, withItems: false)
        writer.flag(outcome.start.hasLoop)
        writer.count(outcome.items.count)
        for item in outcome.items {
            // Without a loop the one item's result is the task's own.
            if outcome.start.hasLoop { write(item.result, to: &writer) }
            write(item.notify, to: &writer)
            ValueArchive.write(item.variables, to: &writer)
            write(item.label, to: &writer)
            write(item.include, to: &writer)
            write(item.delegateTo, to: &writer)
        }
        write(outcome.delegate, to: &writer)
        write(outcome.error, to: &writer)
        writer.flag(outcome.runOnce)
        writer.flag(outcome.delegateFacts)
    }

    static func write(_ attempt: AttemptResult, to writer: inout ByteWriter) {
        write(attempt.status, to: &writer)
        writer.flag(attempt.isIgnored)
        write(attempt.result, to: &writer)
        write(attempt.include, to: &writer)
        write(attempt.delegate, to: &writer)
        write(attempt.error, to: &writer)
        let fields = attempt.fields
        for flag in [fields.noLog, fields.showsDiff, fields.runOnce, fields.delegateFacts] { writer.flag(flag) }
        write(fields.notify, to: &writer)
        write(fields.delegateTo, to: &writer)
    }

    // MARK: Parts

    private static func write(_ status: TaskReport.Status, to writer: inout ByteWriter) {
        let code: UInt8 =
            switch status {
            case .ok: 0
            case .changed: 1
            case .failed: 2
            case .skipped: 3
            case .unreachable: 4
            }
        writer.byte(code)
    }

    /// - Parameter withItems: whether the results of a loop's items are written too; else they stand beside it.
    private static func write(_ result: TaskResult, to writer: inout ByteWriter, withItems: Bool = true) {
        var values = result.values
        let leavesItems = !withItems && !result.items.isEmpty
        if leavesItems { values["results"] = Value.none }
        let texts = values.values.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) }
        if texts > 1 << 20 { writer.reserve(texts + 1 << 16) }
        ValueArchive.write(values, to: &writer)
        let origin: UInt8 =
            switch result.origin {
            case .task: 0
            case .module: 1
            case .action: 2
            case .condition: 3
            }
        let detail: UInt8 =
            switch result.detail {
            case .normal: 0
            case .always: 1
            case .never: 2
            }
        writer.byte(origin)
        writer.byte(detail)
        for flag in [result.isSecret, result.isDebug, result.keepsFacts, result.mayQuoteMore] { writer.flag(flag) }
        for text in [result.cause, result.reason, result.help] { write(text, to: &writer) }
        ValueArchive.write(result.marks, to: &writer)
        for values in [result.secrets, result.written] {
            ValueArchive.write(.list(values), to: &writer)
        }
        writer.count(leavesItems ? 0 : result.items.count)
        if !leavesItems { for item in result.items { write(item, to: &writer) } }
    }

    private static func write(_ include: TaskOutcome.Include?, to writer: inout ByteWriter) {
        switch include {
        case nil: writer.byte(0)
        case .tasks(let file):
            writer.byte(1)
            writer.text(file)
        case .role(let arguments):
            writer.byte(2)
            ValueArchive.write(arguments, to: &writer)
        }
    }

    private static func write(_ delegate: (name: String, address: String)?, to writer: inout ByteWriter) {
        write(delegate?.name, to: &writer)
        write(delegate?.address, to: &writer)
    }

    private static func write(_ error: Diagnostic?, to writer: inout ByteWriter) {
        write(error?.message, to: &writer)
        ValueArchive.write(error?.span, to: &writer)
    }

    private static func write(_ text: String?, to writer: inout ByteWriter) {
        writer.flag(text != nil)
        if let text { writer.text(text) }
    }

    private static func write(_ value: Value?, to writer: inout ByteWriter) {
        writer.flag(value != nil)
        if let value { ValueArchive.write(value, to: &writer) }
    }

    static func write(_ texts: [String], to writer: inout ByteWriter) {
        writer.count(texts.count)
        for text in texts { writer.text(text) }
    }
}

/// Reads what ``OutcomeArchive`` wrote.
struct OutcomeReader {
    let archive: ValueArchive
    var reader: ByteReader

    init(_ bytes: [UInt8], archive: ValueArchive) {
        self.archive = archive
        reader = ByteReader(bytes)
    }

    mutating func outcome(
        host: String, task: Task, start: TaskStart
    ) throws(WireError) -> TaskOutcome {
        let status = try status()
        let isIgnored = try reader.flag()
        var result = try result()
        let hasLoop = try reader.flag()
        var items: [TaskOutcome.Item] = []
        for _ in 0..<(try reader.count()) {
            let own = hasLoop ? try self.result() : result
            items.append(
                TaskOutcome.Item(
                    result: own, notify: try texts(), variables: try archive.dict(&reader), label: try value(),
                    include: try include(), delegateTo: try text()))
        }
        if hasLoop, !items.isEmpty { result.setItems(items.map(\.result)) }
        return TaskOutcome(
            host: host, task: task, start: start, status: status, isIgnored: isIgnored, result: result, items: items,
            delegate: try delegate(), error: try error(), warnings: [], runOnce: try reader.flag(),
            delegateFacts: try reader.flag())
    }

    mutating func attempt() throws(WireError) -> AttemptResult {
        var attempt = AttemptResult(status: try status(), isIgnored: try reader.flag(), result: try result())
        attempt.include = try include()
        attempt.delegate = try delegate()
        attempt.error = try error()
        attempt.fields.noLog = try reader.flag()
        attempt.fields.showsDiff = try reader.flag()
        attempt.fields.runOnce = try reader.flag()
        attempt.fields.delegateFacts = try reader.flag()
        attempt.fields.notify = try texts()
        attempt.fields.delegateTo = try text()
        return attempt
    }

    // MARK: Parts

    private mutating func status() throws(WireError) -> TaskReport.Status {
        switch try reader.byte() {
        case 0: .ok
        case 1: .changed
        case 2: .failed
        case 3: .skipped
        case 4: .unreachable
        default: throw .unexpected("an unknown status")
        }
    }

    private mutating func result() throws(WireError) -> TaskResult {
        var result = TaskResult(try archive.dict(&reader))
        let (origin, detail) = (try reader.byte(), try reader.byte())
        result.origin = [1: .module, 2: .action, 3: .condition][origin] ?? .task
        result.detail = [1: .always, 2: .never][detail] ?? .normal
        result.isSecret = try reader.flag()
        result.isDebug = try reader.flag()
        result.keepsFacts = try reader.flag()
        result.mayQuoteMore = try reader.flag()
        result.cause = try text()
        result.reason = try text()
        result.help = try text()
        result.marks = try archive.dict(&reader)
        result.secrets = try archive.value(&reader).sequence ?? []
        result.written = try archive.value(&reader).sequence ?? []
        for _ in 0..<(try reader.count()) { result.items.append(try self.result()) }
        return result
    }

    private mutating func include() throws(WireError) -> TaskOutcome.Include? {
        switch try reader.byte() {
        case 0: nil
        case 1: .tasks(file: try reader.text())
        default: .role(arguments: try archive.dict(&reader))
        }
    }

    private mutating func delegate() throws(WireError) -> (name: String, address: String)? {
        let (name, address) = (try text(), try text())
        guard let name, let address else { return nil }
        return (name, address)
    }

    private mutating func error() throws(WireError) -> Diagnostic? {
        let (message, span) = (try text(), try archive.span(&reader))
        return message.map { Diagnostic($0, at: span) }
    }

    private mutating func text() throws(WireError) -> String? { try reader.flag() ? try reader.text() : nil }

    private mutating func value() throws(WireError) -> Value? { try reader.flag() ? try archive.value(&reader) : nil }

    mutating func texts() throws(WireError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try reader.count()) { texts.append(try reader.text()) }
        return texts
    }
}
