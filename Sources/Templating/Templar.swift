import Diagnostics
public import Jinja
public import Values

/// Renders values in the variables of one host and task, by ansible-core 2.19's rules.
///
/// What a template gave is remembered for the life of the templar, so make a new one (``with(_:)``) as soon as a
/// variable changes: for each host and task, each loop item, each retry.
public final class Templar {
    public let environment: Environment
    public let variables: VariableStack
    public var lookups: LookupContext
    public let options: TemplarOptions
    /// Where warnings and deprecations go.
    public let sink: DiagnosticSink
    /// Directories where include, import and extends look for templates, first one first.
    public let templatePath: [String]

    /// What templates gave, each kept alive so that no other can take its identity.
    private var memo: [ObjectIdentifier: (template: Template, value: Value)] = [:]
    /// The templates being rendered, outermost first: one that comes again is a loop.
    private(set) var active: [Template] = []
    /// The evaluation under way, shared by all templates that it meets.
    private var evaluation: EvaluationContext?

    public init(
        environment: Environment, variables: VariableStack, lookups: LookupContext = LookupContext(),
        options: TemplarOptions = TemplarOptions(), sink: DiagnosticSink = DiagnosticSink(),
        templatePath: [String]? = nil
    ) {
        self.environment = environment
        self.variables = variables
        self.lookups = lookups
        self.options = options
        self.sink = sink
        self.templatePath = templatePath ?? [lookups.basedir]
    }

    /// A templar with `items` above all other variables and nothing remembered.
    public func with(_ items: Dict) -> Templar { with(items, templatePath: templatePath) }

    package func with(_ items: Dict, templatePath: [String]) -> Templar {
        Templar(
            environment: environment, variables: variables.adding(items), lookups: lookups, options: options,
            sink: sink, templatePath: templatePath)
    }

    /// Runs `body` in the evaluation under way, or in a new one.
    package func evaluating<Result>(
        _ body: (EvaluationContext) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        if let evaluation { return try body(evaluation) }
        let new = EvaluationContext(environment: environment, source: self)
        evaluation = new
        defer { evaluation = nil }
        return try body(new)
    }

    /// The native value of `template`, undefined or holding templates as it may be.
    func nativeValue(of template: Template, _ options: RenderOptions) throws(TemplateError) -> Value {
        if template.isVerbatim {
            if let notice = template.deprecation { deprecate(notice) }
            return .string(template.text)
        }
        if let known = memo[ObjectIdentifier(template)] { return known.value }
        let value = try rendering(template) { () throws(TemplateError) in
            let (body, syntax) = try TemplateHeader.split(template, options.syntax ?? environment.syntax)
            var options = options
            if let syntax { options.syntax = syntax }
            let chosen = options
            let result = try evaluating { (context) throws(TemplateError) in try context.render(body, chosen) }
            return TrailingNewlines.restored(result, from: body.text, syntax: chosen.syntax ?? environment.syntax)
        }
        memo[ObjectIdentifier(template)] = (template, value)
        return value
    }

    /// Runs `body`, which renders `template`; throws where that is being rendered already.
    func rendering<Result>(
        _ template: Template, _ body: () throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        guard active.count < self.options.maximumDepth, !active.contains(where: { $0 === template }) else {
            throw TemplateError(
                .recursion, "maximum recursion depth exceeded while calling a Python object", at: template.span)
        }
        active.append(template)
        defer { active.removeLast() }
        return try body()
    }
}
