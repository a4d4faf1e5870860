import Loading
import Diagnostics
import Playbook
import Templating
import Values

/// What running a task on a host came to, for the strategy to act on.
struct TaskOutcome: Sendable {
    var host: String
    var task: Task
    var start: TaskStart
    var status: TaskReport.Status
    var isIgnored: Bool
    /// For a loop, items under `results`.
    var result: TaskResult
    /// The single results that effects are taken from: the items of a loop, or the result itself.
    var items: [Item]
    var delegate: (name: String, address: String)?
    var error: Diagnostic?
    var warnings: [Diagnostic]
    var runOnce: Bool
    var delegateFacts: Bool
    /// Whether the output knows of it already.
    var isTold = false
    var timing: TaskTiming?
    /// Its turn in the journal; nil without one.
    var known: Journal.Known?
    /// The files of content that it has read.
    var reads: [ContentLog.Entry] = []
    /// Whether it was done before the run was resumed.
    var isReplayed = false

    struct Item: Sendable {
        var result: TaskResult
        var notify: [String]
        /// `loop_var`, `index_var` and the like, for what an include brings in.
        var variables: Dict
        var label: Value?
        var include: Include?
        var delegateTo: String?
    }

    /// What a dynamic include asks for, rendered.
    enum Include: Sendable {
        case tasks(file: String)
        case role(arguments: Dict)
    }

    var isChanged: Bool { if case .bool(true) = result["changed"] { true } else { false } }

    var report: TaskReport {
        var report = TaskReport(
            host: host, task: start, status: status, isIgnored: isIgnored, result: result, delegate: delegate,
            error: error, warnings: warnings, timing: timing)
        report.isReplayed = isReplayed
        return report
    }
}
