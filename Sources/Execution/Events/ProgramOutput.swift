/// What a program on a host has printed while its task still runs.
public struct ProgramOutput: Sendable {
    public let host: String
    public internal(set) var task: TaskStart
    /// One or more whole lines, as far as they are not too long, without the last line break.
    public internal(set) var text: String
    /// Whether it came on standard error.
    public let isError: Bool

    public init(host: String, task: TaskStart, text: String, isError: Bool) {
        self.host = host
        self.task = task
        self.text = text
        self.isError = isError
    }
}

/// The hosts that a play now runs on together: all of its hosts, or with `serial` some of them.
public struct BatchStart: Sendable {
    public let hosts: [String]
    /// How many tasks are known to be ahead of them, handlers not counted; includes bring more.
    public let tasks: Int

    public init(hosts: [String], tasks: Int) {
        self.hosts = hosts
        self.tasks = tasks
    }
}
