import Diagnostics
import Execution
import Synchronization
import System
import Values

/// Writes down what happens in a run of a playbook, for verdicts and reports.
final class TaskObserver: EventSink {
    struct Seen: Sendable {
        var tasks: [TaskResult] = []
        /// Changed results, kept whole for what is to be found out about them.
        var changes: [Change] = []
        var counts: [String: Recap.Counts] = [:]
        var plays = 0
        /// Hosts that tasks were delegated to.
        var delegates: Set<String> = []
    }

    /// A changed result.
    struct Change: Sendable {
        var report: TaskReport
        var item: String?
    }

    private struct State: Sendable {
        var seen = Seen()
        var starts: [String: Double] = [:]
    }

    private let state = Mutex(State())
    private let places: SourcePlaces

    private let journal: StepJournal?

    init(places: SourcePlaces, journal: StepJournal? = nil) {
        self.places = places
        self.journal = journal
    }

    var seen: Seen { state.withLock { $0.seen } }

    func receive(_ event: Event) {
        state.withLock { state in
            switch event {
            case .playStarted: state.seen.plays += 1
            case .hostStarted(let host, let task): state.starts["\(task.id) \(host)"] = Clock.monotonic
            case .itemFinished(let report): note(report, isItem: true, &state)
            case .finished(let report):
                note(report, isItem: false, &state)
                if [.failed, .unreachable].contains(report.status), !report.isIgnored {
                    journal?.noteFailure(of: report.host, at: report.task.path)
                }
            case .recap(let recap): state.seen.counts = recap.hosts
            default: break
            }
        }
    }

    private func note(_ report: TaskReport, isItem: Bool, _ state: inout State) {
        if let delegate = report.delegate { state.seen.delegates.insert(delegate.name) }
        let key = "\(report.task.id) \(report.host)"
        let start = state.starts[key] ?? Clock.monotonic
        // A loop is told item by item; its end counts only where there was no item.
        let hadItems = !isItem && report.task.hasLoop && report.result["results"]?.sequence?.isEmpty == false
        if isItem { state.starts[key] = Clock.monotonic }
        guard !hadItems else { return }
        let item = isItem ? report.itemLabel.map { (try? $0.string()) ?? "" } : nil
        let status = TaskResult.Status(report.status)
        if status == .changed { state.seen.changes.append(Change(report: report, item: item)) }
        var result = TaskResult(
            host: report.host, name: report.task.name, action: report.task.action,
            path: report.task.path.map(places.shown), item: item,
            status: status, isIgnored: report.isIgnored, seconds: Clock.monotonic - start, task: report.task.id)
        if status == .failed || status == .unreachable { result.message = Self.message(report) }
        result.assertions = Assertions(report).all
        result.isCheck = Self.isCheck(report.task)
        if status == .skipped {
            result.skip =
                report["skipped_reason"] == "No items in the list"
                ? .noItems : report["false_condition"] != nil ? .condition : nil
        }
        state.seen.tasks.append(result)
    }

    private static let checking: Set<String> = [
        "assert", "fail", "command", "shell", "raw", "script", "uri", "wait_for", "wait_for_connection", "ping",
        "validate_argument_spec", "get_url", "slurp", "expect", "win_ping", "k8s_info",
    ]

    /// Whether a task of a verify playbook finds out anything: it fails where something is not as it should be.
    private static func isCheck(_ task: TaskStart) -> Bool {
        let name = task.action.split(separator: ".").last.map(String.init) ?? task.action
        return checking.contains(name) || task.keywords["failed_when"] != nil || task.keywords["until"] != nil
            || task.keywords["check_mode"] != nil
    }

    /// What went wrong, for people.
    private static func message(_ report: TaskReport) -> String {
        if report.isSecret { return "the output has been hidden due to the fact that 'no_log: true' was specified" }
        if let error = report.error { return error.description }
        let parts = ["msg", "stderr", "stdout"].compactMap { report.result[.string($0)]?.text }.filter { !$0.isEmpty }
        return parts.joined(separator: "\n")
    }
}

extension TaskResult.Status {
    init(_ status: TaskReport.Status) {
        self =
            switch status {
            case .ok: .ok
            case .changed: .changed
            case .failed: .failed
            case .skipped: .skipped
            case .unreachable: .unreachable
            }
    }
}
