public import Values

/// A filter: gets the value before the bar and the arguments in the brackets.
public typealias Filter =
    @Sendable (_ context: EvaluationContext, _ input: Value, _ arguments: CallArguments) throws(TemplateError)
    -> Value
/// A test: the same, answering yes or no.
public typealias Test =
    @Sendable (_ context: EvaluationContext, _ input: Value, _ arguments: CallArguments) throws(TemplateError)
    -> Bool
/// A global function.
public typealias Function =
    @Sendable (_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value

/// What templates are compiled and evaluated with: names of filters, tests and globals, and the syntax's options.
public struct Environment: Sendable {
    public var filters: [String: Filter] = [:] { didSet { identity = Identity() } }
    public var tests: [String: Test] = [:] { didSet { identity = Identity() } }
    public var functions: [String: Function] = [:] { didSet { identity = Identity() } }
    public var globals: [String: Value] = [:]
    public var syntax = Syntax()
    /// Filters that want undefined arguments themselves; others never see them, the first one is passed on.
    public var filtersTakingUndefined: Set<String> = [] { didSet { identity = Identity() } }
    /// Tests that want undefined arguments themselves.
    public var testsTakingUndefined: Set<String> = [] { didSet { identity = Identity() } }
    /// Functions that want undefined arguments themselves.
    public var functionsTakingUndefined: Set<String> = [] { didSet { identity = Identity() } }
    /// Tells what templates were compiled with apart from what they were not.
    private(set) var identity = Identity()

    final class Identity: Sendable {}

    public init() {}
}
