import Configuration
import Diagnostics
public import Execution
import Synchronization
import Values

/// The whole run as one JSON text at its end (`ansible.posix.json`).
public final class JSONCallback: EventSink {
    /// A task with what its hosts answered.
    private struct TaskRecord: Sendable {
        var task: TaskStart
        var start: String
        var end: String?
        var hosts: Dict = [:]

        var value: Value {
            var duration: Dict = ["start": .string(start)]
            if let end { duration["end"] = .string(end) }
            return .dict([
                "hosts": .dict(hosts),
                "task": .dict([
                    "duration": .dict(duration), "id": .string(String(task.id)), "name": .string(task.name),
                    "path": task.path.map { .string($0) } ?? .none,
                ]),
            ])
        }
    }

    private struct PlayRecord: Sendable {
        var play: PlayStart
        var number: Int
        var start: String
        var end: String?
        var tasks: [TaskRecord] = []

        var value: Value {
            var duration: Dict = ["start": .string(start)]
            if let end { duration["end"] = .string(end) }
            return .dict([
                "play": .dict([
                    "duration": .dict(duration), "id": .string("play-\(number)"), "name": .string(play.name),
                    "path": play.path.map { .string($0) } ?? .none,
                ]),
                "tasks": .list(tasks.map(\.value)),
            ])
        }
    }

    private let display: Display
    private let showsCustomStats: Bool
    /// Blanks of one level; 0 for one line.
    private let indent: Int
    private let plays = Mutex<[PlayRecord]>([])

    public init(display: Display, environment: [String: String]) {
        self.display = display
        showsCustomStats = display.configuration.bool("SHOW_CUSTOM_STATS")
        indent = environment["ANSIBLE_JSON_INDENT"].flatMap { Int($0) } ?? 4
    }

    public func receive(_ event: Event) {
        switch event {
        case .playStarted(let play):
            plays.withLock { $0.append(PlayRecord(play: play, number: $0.count + 1, start: ClockTime.now.iso)) }
        case .taskStarted(let task): add(task)
        case .finished(let report): record(report)
        case .recap(let recap): show(recap)
        case .diagnostic(let diagnostic): display.show(diagnostic)
        default: break
        }
    }

    private func add(_ task: TaskStart) {
        plays.withLock { plays in
            guard !plays.isEmpty else { return }
            plays[plays.count - 1].tasks.append(TaskRecord(task: task, start: ClockTime.now.iso))
        }
    }

    private func record(_ report: TaskReport) {
        var result = report.result
        if report.status == .failed { result["failed"] = true }
        if report.status == .skipped { result["skipped"] = true }
        result["action"] = .string(report.task.writtenAction)
        let now = ClockTime.now.iso
        plays.withLock { plays in
            guard let play = plays.indices.last,
                let task = plays[play].tasks.lastIndex(where: { $0.task.id == report.task.id })
            else { return }
            plays[play].tasks[task].hosts[.string(report.host)] = .dict(result)
            plays[play].tasks[task].end = now
            plays[play].end = now
        }
    }

    private func show(_ recap: Recap) {
        var stats: Dict = [:]
        for (host, counts) in recap.hosts {
            stats[.string(host)] = .dict([
                "changed": .int(counts.changed), "failures": .int(counts.failed), "ignored": .int(counts.ignored),
                "ok": .int(counts.ok), "rescued": .int(counts.rescued), "skipped": .int(counts.skipped),
                "unreachable": .int(counts.unreachable),
            ])
        }
        var custom: Dict = [:]
        if showsCustomStats { for (host, values) in recap.custom { custom[.string(host)] = .dict(values) } }
        let output: Value = .dict([
            "plays": .list(plays.withLock { $0.map(\.value) }), "stats": .dict(stats), "custom_stats": .dict(custom),
            "global_custom_stats": .dict(showsCustomStats ? recap.customOfRun : [:]),
        ])
        let options = JSONOptions(
            indent: indent > 0 ? String(repeating: " ", count: indent) : nil, sortKeys: true, ensureASCII: true)
        do throws(ValueError) { display.show(try JSON.output(output, options, none: "null")) } catch {
            display.show(Diagnostic("The run cannot be written as JSON: \(error.message)"))
        }
    }
}
