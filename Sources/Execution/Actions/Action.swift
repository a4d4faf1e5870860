import Connections
import Diagnostics
import System
import Values

/// What the controller does for a task: native modules by themselves need nothing of it but ``ModuleAction``; others
/// bring files along, choose a module, wait, or never touch the host at all.
protocol Action: Sendable {
    /// Fully qualified names that it answers to.
    static var names: [String] { get }
    /// Whether one run serves all hosts of a batch (`add_host`, `pause`).
    static var runsOnceForAllHosts: Bool { get }
    /// Whether its request may run as a background job.
    static var supportsAsync: Bool { get }
    /// Whether nothing else may run on its host meanwhile (`reboot`).
    static var needsHostAlone: Bool { get }
    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan
}

extension Action {
    static var runsOnceForAllHosts: Bool { false }
    static var supportsAsync: Bool { false }
    static var needsHostAlone: Bool { false }
}

/// What comes of planning an action.
enum ActionPlan {
    /// It is done: this is the result.
    case result(TaskResult)
    /// One request for the target; `finish` makes the result of its answer. Requests of a loop travel together.
    case request(TaskRequest, finish: (TaskResult) throws(TaskFailure) -> TaskResult = { $0 })

    /// It refuses the task as it stands: an action's failure, though a module of the same name may exist.
    static func refused(_ message: String) -> ActionPlan {
        var result: TaskResult = ["failed": true, "msg": .string(message)]
        result.origin = .action
        return .result(result)
    }
}

/// Why a task failed before, or instead of, a result of its module.
struct TaskFailure: Error {
    /// Messages from the outermost to the cause, each with its place where it has one.
    var chain: [Diagnostic.Note]
    /// What the result holds besides `failed` and `msg`.
    var values: Dict
    var isUnreachable = false
    /// Whether the items of the loop could not be made, before the task began.
    var isOfLoop = false
    /// Whether the action itself gave up, so that `msg` is its own words and no more.
    var isActionsOwn = false

    init(_ message: String, at span: Span? = nil, values: Dict = [:], cause: Diagnostic? = nil) {
        isActionsOwn = cause == nil
        chain = [Diagnostic.Note(message, at: span)] + (cause?.links ?? [])
        self.values = values
    }

    init(_ diagnostic: Diagnostic, values: Dict = [:]) {
        chain = diagnostic.links
        self.values = values
    }

    /// The failure of an action that gives up in the words of this one, which is shown apart as its cause.
    var passedOn: TaskFailure {
        var failure = TaskFailure(message)
        failure.chain[0].isApart = true
        return failure
    }

    /// The failure of an action that did not expect this one.
    var unexpected: TaskFailure {
        var failure = TaskFailure("Unexpected AnsibleActionFail error.")
        failure.chain += chain
        return failure
    }

    /// The chain as one sentence.
    var message: String { Diagnostic(chain: chain).briefMessage }
}
