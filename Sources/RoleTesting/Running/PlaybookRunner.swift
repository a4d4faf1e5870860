public import Callbacks
public import Execution

/// Runs playbooks for scenarios, in this process; the library of commands implements it.
public protocol PlaybookRunner: Sendable {
    /// Runs what `ansible-playbook` with the call's words would run.
    ///
    /// - Returns: its exit status.
    func run(_ call: PlaybookCall) async -> Int32
}

/// One run of a playbook.
public struct PlaybookCall: Sendable {
    /// The words behind `ansible-playbook`.
    public var words: [String]
    /// The working directory.
    public var directory: String
    /// The whole environment.
    public var environment: [String: String]
    /// Takes what is printed.
    public var output: any OutputSink
    /// Is told what happens.
    public var observer: any EventSink
    /// Knows what an earlier run of the playbook has done; nil for one that begins afresh.
    public var journal: (any TaskJournal)?
    /// Whether a host goes on behind a task that fails.
    public var keepsGoing = false
}
