import Diagnostics
public import Values

/// The keywords of a play that are its own and never inherited.
public struct PlayKeywords: Sendable {
    /// Host patterns as they were written: one, or a list of them; strings or templates.
    public var hosts: Value = .list([])
    /// Where `hosts` was written.
    var hostsSpan: Span?
    public var gatherFacts: Value?
    public var gatherSubset: Value?
    public var gatherTimeout: Value?
    public var factPath: Value?
    /// File names; an element that is itself a list means the first of its files that exists.
    public var varsFiles: [Value] = []
    public var varsPrompt: [VarsPrompt] = []
    public var forceHandlers: Value?
    public var maxFailPercentage: Value?
    /// Batch sizes: numbers, percentages such as `30%`, or templates. Empty means all hosts at once.
    public var serial: [Value] = []
    public var strategy: Value?
    public var order: Value?

    public init() {}
}

/// One entry of `vars_prompt:`.
public struct VarsPrompt: Sendable {
    public var name: String
    public var prompt: Value?
    public var `default`: Value?
    public var isPrivate: Value?
    public var confirm: Value?
    public var encrypt: Value?
    public var saltSize: Value?
    public var salt: Value?
    public var unsafe: Value?

    public init(name: String) { self.name = name }
}
