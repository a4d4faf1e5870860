import Diagnostics
public import Values

/// The keywords of a play that are its own and never inherited.
public struct PlayKeywords: Sendable {
    /// Host patterns as they were written: one, or a list of them; strings or templates.
    public var hosts: Value = .list([])
    /// Where `hosts` was written.
    var hostsSpan: Span?
    /// `gather_facts`: whether facts are gathered before the tasks.
    public var gatherFacts: Value?
    /// `gather_subset`: which facts, a list.
    public var gatherSubset: Value?
    /// `gather_timeout`: seconds for each collector of facts.
    public var gatherTimeout: Value?
    /// `fact_path`: the directory of local facts.
    public var factPath: Value?
    /// File names; an element that is itself a list means the first of its files that exists.
    public var varsFiles: [Value] = []
    /// `vars_prompt`: what the operator is asked before the play.
    public var varsPrompt: [VarsPrompt] = []
    /// `force_handlers`: whether notified handlers run on hosts that failed.
    public var forceHandlers: Value?
    /// `max_fail_percentage`: the share of failed hosts of a batch above which the play ends.
    public var maxFailPercentage: Value?
    /// Batch sizes: numbers, percentages such as `30%`, or templates. Empty means all hosts at once.
    public var serial: [Value] = []
    /// `strategy`: the name of a strategy plugin.
    public var strategy: Value?
    /// `order`: `inventory`, `sorted`, `reverse_sorted`, `reverse_inventory` or `shuffle`.
    public var order: Value?

    public init() {}
}

/// One entry of `vars_prompt:`.
public struct VarsPrompt: Sendable {
    /// The variable that takes the answer.
    public var name: String
    /// The question; the name of the variable where there is none.
    public var prompt: Value?
    /// The answer where the operator gives none.
    public var `default`: Value?
    /// `private`: whether the answer is not echoed; true by default.
    public var isPrivate: Value?
    /// `confirm`: whether the answer is asked for twice.
    public var confirm: Value?
    /// `encrypt`: the hash of the answer, such as `sha512_crypt`.
    public var encrypt: Value?
    /// `salt_size`: the characters of a random salt.
    public var saltSize: Value?
    /// `salt`: the salt of the hash.
    public var salt: Value?
    /// `unsafe`: whether the answer is never a template.
    public var unsafe: Value?

    public init(name: String) { self.name = name }
}
