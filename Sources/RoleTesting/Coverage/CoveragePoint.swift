/// Something of a role that a test can reach or not.
struct CoveragePoint: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case task, handler
        /// A `rescue` or `always` of a block: one of its tasks ran.
        case branch
        /// A `when` that held, and one that did not.
        case holds = "condition true", fails = "condition false"
        /// A loop that had items, and one that had none.
        case items = "loop", empty = "loop empty"
        /// A file of tasks.
        case file
        /// A default that a scenario sets to something else.
        case override = "default overridden"
    }

    var kind: Kind
    /// From the role's directory.
    var file: String
    var line: Int
    var name: String
    var count = 0
    /// How it ended, of a task or handler.
    var ok = 0, changed = 0, skipped = 0, failed = 0

    var isReached: Bool { count > 0 }
}
