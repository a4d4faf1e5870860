public import Values

/// What requests to hosts gave, written down, so that a later run of the same playbook goes on where an earlier one
/// stopped: what ran before is not sent again, its answers are those of then.
///
/// Everything else of a run (conditions, registered values, facts, notifications, includes) follows from the answers.
public protocol TaskJournal: Sendable {
    /// What becomes of a request that is about to be sent; calls for one host come in the order of its tasks.
    func recall(_ request: JournaledRequest) -> JournalAnswer

    /// Writes down what a request gave that was sent.
    func record(_ request: JournaledRequest, _ result: TaskResult)
}

/// A request as a journal knows it.
public struct JournaledRequest: Sendable {
    /// The host whose task it is, also where it is delegated.
    public var host: String
    /// As the task is called.
    public var task: String
    /// `file:line` of the task.
    public var path: String
    /// Equal for requests that ask for the same: module, arguments, contents, user and target.
    public var digest: String

    public init(host: String, task: String, path: String, digest: String) {
        self.host = host
        self.task = task
        self.path = path
        self.digest = digest
    }
}

/// What a journal says of a request.
public enum JournalAnswer: Sendable {
    /// It is to be sent.
    case unknown
    case known(TaskResult)
    /// The run cannot go on from where it stopped, and why.
    case refused(String)
}
