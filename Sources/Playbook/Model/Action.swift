public import Diagnostics
public import Templating
public import Values

/// What a task calls, and with what.
public struct Action: Sendable {
    /// As it was written: `copy`, `ansible.builtin.copy`, or a template's text.
    public var name: String
    /// The name where it is a template (`action: "{{ x }}"`), to be rendered for each host.
    public var template: Template?
    /// The fully qualified name; nil only for a templated name.
    public var resolved: String?
    /// By name, in the order written; free text stands under `_raw_params`. Values may hold templates.
    public var arguments: Dict
    /// `args: "{{ x }}"`: a template that renders to further arguments, weaker than ``arguments``.
    public var variableArguments: Value?
    /// Where the arguments of a mapping were written, and where a free-form text begins (under `_raw_params`).
    var argumentSpans: [String: Span] = [:]
    /// Where the names of a mapping's arguments were written.
    var nameSpans: [String: Span] = [:]
    /// Arguments that no variable should be called like, for actions whose arguments are variables.
    var reservedNames: [ReservedName] = []
    /// Where its name was written; nil for actions that the engine adds.
    public internal(set) var span: Span?

    public init(
        _ name: String, template: Template? = nil, resolved: String?, arguments: Dict = [:],
        variableArguments: Value? = nil
    ) {
        self.name = name
        self.template = template
        self.resolved = resolved
        self.arguments = arguments
        self.variableArguments = variableArguments
    }

    /// Where `argument` was written, as near as is known.
    public func span(ofArgument argument: String) -> Span? {
        argumentSpans[argument] ?? argumentSpans["_raw_params"] ?? span
    }

    /// Where the name of `argument` was written, as near as is known.
    public func span(ofName argument: String) -> Span? { nameSpans[argument] ?? span(ofArgument: argument) }

    /// Where an include names its role.
    var roleSpan: Span? { argumentSpans["name"] ?? argumentSpans["role"] ?? argumentSpans["_raw_params"] }

    /// The argument of that name as a variable that should not be called so; nil where it may be.
    public func reservedName(_ argument: String) -> ReservedName? {
        reservedNames.first { $0.name == argument } ?? ReservedName(argument, at: span(ofArgument: argument))
    }

    /// The template that stands in the place of all arguments; nil where they are named one by one.
    public var splat: Template? {
        for case .template(let template)? in [variableArguments, arguments["_raw_params"]] { return template }
        return nil
    }

    /// The free text of the call (`_raw_params`); nil where there is none.
    public var rawParameters: Value? { arguments["_raw_params"] }
}
