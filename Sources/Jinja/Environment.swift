public import Values

/// A filter: gets the value before the bar and the arguments in the brackets.
public typealias Filter =
    @Sendable (_ context: EvaluationContext, _ input: Value, _ arguments: CallArguments) throws(TemplateError) -> Value
/// A test: the same, answering yes or no.
public typealias Test =
    @Sendable (_ context: EvaluationContext, _ input: Value, _ arguments: CallArguments) throws(TemplateError) -> Bool
/// A global function.
public typealias Function =
    @Sendable (_ context: EvaluationContext, _ arguments: CallArguments) throws(TemplateError) -> Value

/// What templates are compiled and evaluated with: names of filters, tests and globals, and the syntax's options.
public struct Environment: Sendable {
    public var filters: [String: Filter] = [:]
    public var tests: [String: Test] = [:]
    public var functions: [String: Function] = [:]
    public var globals: [String: Value] = [:]
    public var syntax = Syntax()

    public init() {}
}

/// The marks and whitespace rules of the template language, as Jinja's Environment takes them.
public struct Syntax: Sendable, Hashable {
    public var blockStart = "{%", blockEnd = "%}"
    public var variableStart = "{{", variableEnd = "}}"
    public var commentStart = "{#", commentEnd = "#}"
    public var lineStatementPrefix: String?
    public var lineCommentPrefix: String?
    public var trimBlocks = false
    public var leftStripBlocks = false
    public var newlineSequence = "\n"
    public var keepTrailingNewline = false

    public init() {}
}
