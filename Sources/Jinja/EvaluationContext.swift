public import Values

/// What an evaluation asks of the world around it: variables, author templates inside variables, other templates.
public protocol VariableSource: AnyObject {
    /// The variable `name`; nil where there is none. May be, or hold, `.template`.
    func variable(_ name: String) throws(TemplateError) -> Value?
    /// Renders a text that an author wrote (a `.template` met inside a variable) to its native value.
    func render(_ template: Template) throws(TemplateError) -> Value
    /// The source of the template `name`, for include, import and extends; nil where there is none.
    func loadTemplate(_ name: String) throws(TemplateError) -> Template?
    /// All names that `variable` knows, for `vars`, `context` dumps and did-you-mean.
    func variableNames() -> [String]
}

/// One evaluation of one template: its environment, variables and limits. Filters, tests and functions receive it.
public final class EvaluationContext {
    public let environment: Environment
    public let source: any VariableSource

    public init(environment: Environment, source: any VariableSource) {
        self.environment = environment
        self.source = source
    }
}
