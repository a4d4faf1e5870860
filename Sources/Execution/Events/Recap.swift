public import Values

/// The counts of a run, host by host.
public struct Recap: Sendable {
    public struct Counts: Sendable, Equatable {
        public var ok = 0, changed = 0, unreachable = 0, failed = 0, skipped = 0, rescued = 0, ignored = 0
        public init() {}
    }

    /// Every host that a task ran for.
    public internal(set) var hosts: [String: Counts] = [:]
    /// What `set_stats` collected: by host, and for the run.
    public internal(set) var custom: [String: Dict] = [:]
    public internal(set) var customOfRun: Dict = [:]

    public init() {}

    mutating func count(_ host: String, _ field: WritableKeyPath<Counts, Int>) {
        hosts[host, default: Counts()][keyPath: field] += 1
    }
}
