public import Diagnostics
public import Values

/// What an evaluation asks of the world around it: variables, author templates inside variables, other templates.
public protocol VariableSource: AnyObject {
    /// The variable `name`; nil where there is none. May be, or hold, `.template`.
    func variable(_ name: String) throws(TemplateError) -> Value?
    /// The variable as it was written, with whether an author wrote it; nil where there is none.
    func tracedVariable(_ name: String) throws(TemplateError) -> TracedValue?
    /// Renders a text that an author wrote (a `.template` met inside a variable) to its native value.
    func render(_ template: Template) throws(TemplateError) -> Value
    /// The same with what is known of the value: ``EvaluationContext/renderTraced(_:_:)``.
    func renderTraced(_ template: Template) throws(TemplateError) -> TracedValue
    /// The source of the template `name`, for include, import and extends; nil where there is none.
    func loadTemplate(_ name: String) throws(TemplateError) -> Template?
    /// Where ``loadTemplate(_:)`` looks, for the message that there is none.
    func templatePlaces() -> [String]
    /// Tells that a text was used which is deprecated.
    func deprecate(_ notice: Diagnostic)
    /// All names that `variable` knows, for `vars`, `context` dumps and did-you-mean.
    func variableNames() -> [String]
}

extension VariableSource {
    public func deprecate(_ notice: Diagnostic) {}
    public func templatePlaces() -> [String] { [] }
    public func tracedVariable(_ name: String) throws(TemplateError) -> TracedValue? {
        try variable(name).map { TracedValue($0) }
    }
    public func renderTraced(_ template: Template) throws(TemplateError) -> TracedValue {
        TracedValue(try render(template))
    }
}

/// One evaluation of one template: its environment, variables and limits. Filters, tests and functions receive it.
public final class EvaluationContext {
    public let environment: Environment
    public let source: any VariableSource
    public var limits = Limits()

    /// How many templates, macros, includes and blocks are being evaluated inside each other.
    var depth = 0
    /// Loop rounds and calls so far.
    var steps = 0
    /// Whether variables enter as private copies, because the template may change what it gets.
    var isolates = false
    /// Whether string literals that look like templates are rendered, as conditions have it.
    var rendersLiterals = false
    /// What stands in the place of undefined values in output and results; nil where they are errors. What failed is an
    /// error always.
    ///
    /// It gets the value and the place of the template that put it out.
    public var undefinedReplacement: ((Undefined, Span?) -> Value)?
    /// Whether ``undefinedReplacement`` stands in the place of what failed as well, and of the rest of a template whose
    /// evaluation ended in an error.
    public var replacesFailures = false
    /// Frames that macros may hold on to, to be emptied at the end.
    var frames: [Frame] = []

    public init(environment: Environment, source: any VariableSource) {
        self.environment = environment
        self.source = source
    }

    /// Counts one round of a loop or one call.
    @inline(__always)
    func step() throws(TemplateError) {
        steps &+= 1
        if steps > limits.steps { throw TemplateError(.limit, "The template takes too many steps.") }
    }

    /// Runs `body` one level deeper, within the limit.
    func nested<Result>(_ body: () throws(TemplateError) -> Result) throws(TemplateError) -> Result {
        guard depth < limits.depth else {
            throw TemplateError(.recursion, "maximum recursion depth exceeded")
        }
        depth += 1
        defer { depth -= 1 }
        return try body()
    }
}

/// How far an evaluation may go before it fails with a clear error.
public struct Limits: Sendable {
    /// Templates, macros, includes and blocks inside each other.
    public var depth = 120
    /// Loop rounds and calls in all.
    public var steps = 100_000_000
    /// UTF-8 bytes of output.
    public var output = 1 << 30

    public init() {}
}
