public import Diagnostics
public import Jinja
public import Values

/// Renders values in the variables of one host and task, by ansible-core 2.19's rules.
///
/// What a variable or a template gave is remembered for the life of the templar, so make a new one (``with(_:)``) as
/// soon as a variable changes: for each host and task, each loop item, each retry.
public final class Templar {
    public let environment: Environment
    public let variables: VariableStack
    public let lookups: LookupContext
    public let options: TemplarOptions
    /// Where warnings and deprecations go.
    public let sink: DiagnosticSink
    /// Directories where include, import and extends look for templates, first one first.
    public let templatePath: [String]

    var memo: [ObjectIdentifier: Value] = [:]
    /// The templates being rendered, outermost first, for recursion and for the chain in messages.
    var active: [Template] = []

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
    public func with(_ items: Dict) -> Templar {
        Templar(
            environment: environment, variables: variables.adding(items), lookups: lookups, options: options,
            sink: sink, templatePath: templatePath)
    }
}
