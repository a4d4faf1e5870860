import Diagnostics
import Values

/// How one execution of a task (without a loop, or for one item) ended.
struct AttemptResult {
    var status: TaskReport.Status
    var isIgnored = false
    var result: TaskResult
    var fields = TaskFields()
    var include: TaskOutcome.Include?
    var delegate: (name: String, address: String)?
    var error: Diagnostic?
    var warnings: [Diagnostic] = []
    /// The deprecations that the module told, as they are registered; they come first among those of ``warnings``.
    var deprecations: [Value] = []
}
