public import Diagnostics
public import Values

/// What happens in a run, in order: the one stream that every output consumes.
public enum Event: Sendable {
    /// A playbook file begins, with plays of these names, as written.
    case playbookStarted(path: String, plays: [String])
    case playStarted(PlayStart)
    /// The hosts of a play, or a batch of them, begin with its tasks.
    case batchStarted(BatchStart)
    case taskStarted(TaskStart)
    /// A task that the engine adds begins, such as the flush of handlers.
    case implicitTaskStarted(TaskStart)
    /// The operator is about to be asked for a variable of the play: the entry of `vars_prompt` as it was written.
    case prompted(Dict)
    /// A task was sent to a host.
    case hostStarted(host: String, task: TaskStart)
    case itemFinished(TaskReport)
    case finished(TaskReport)
    /// A program prints something while its task runs; only where ``RunOptions/streamsOutput`` asks for it.
    case output(ProgramOutput)
    case retrying(TaskReport, left: Int)
    case asyncPolled(TaskReport)
    case asyncFinished(TaskReport)
    case diff(TaskReport)
    case included(file: String, hosts: [String], label: Value?, by: Inclusion)
    case notified(handler: String, host: String)
    case noHostsMatched
    case noHostsRemaining
    /// A question that the operator has answered, as `--step` repeats it.
    case banner(String)
    case recap(Recap)
    /// An error or warning that belongs to no task.
    case diagnostic(Diagnostic)
    /// A line for those who asked for at least `verbosity`; about one host where it is known.
    case verbose(verbosity: Int, text: String, host: String?)
}

/// Who receives events; calls come one at a time.
public protocol EventSink: Sendable {
    /// Whether it looks at the keywords of plays and tasks (``TaskStart/keywords``) or asks for more
    /// (``PlayStart/inquiry``).
    var wantsDetails: Bool { get }

    func receive(_ event: Event)
}

extension EventSink {
    public var wantsDetails: Bool { false }
}

/// A play as it is announced.
public struct PlayStart: Sendable {
    public var name: String
    /// `file:line`.
    public var path: String?
    /// The name of its strategy plugin.
    public var strategy: String
    /// The patterns of its hosts, rendered.
    public var hosts: [String]
    public var isCheckMode: Bool
    /// Its keywords by their names, as written; none where no output wants them.
    public var keywords: Dict
    /// Answers what callbacks ask while the play runs.
    public var inquiry: any RunInquiry
}

/// What brought in tasks while the play ran.
public struct Inclusion: Sendable {
    /// The task that includes them.
    public var task: TaskStart
    /// Variables that what it brought in gets from it and from the item of its loop.
    public var variables: Dict
}

/// A task as it is announced.
public struct TaskStart: Sendable {
    /// What a task is announced as.
    public enum Kind: String, Sendable { case task = "TASK", handler = "RUNNING HANDLER" }

    /// The same for every host that runs this task, different for every other task of the run.
    public var id: Int
    /// With its role's name in front.
    public var name: String
    /// The name that its author gave it, rendered; empty where it has none.
    public var ownName = ""
    /// Whether it is a handler.
    public var kind: Kind
    /// Fully qualified where it is known.
    public var action: String
    /// As its author wrote it.
    public var writtenAction = ""
    /// `file:line`.
    public var path: String?
    /// As written, for `display_args_to_stdout`; none where they may not be shown.
    public var arguments: Dict
    public var isCheckMode: Bool
    /// Whether `no_log` holds for it, or may hold.
    public var isSecret: Bool
    /// Whether it repeats over items.
    public var hasLoop: Bool
    /// `include_tasks` or `include_role`, whose success is told by ``Event/included``.
    public var isInclude: Bool
    /// The role that it belongs to, fully qualified.
    public var role: String?
    /// Keywords that hold for it by their names, as written; none where no output wants them.
    public var keywords: Dict
    /// How many tasks the play is known to have by now, handlers not counted.
    public var known = 0
}
