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
///
/// A value whose content is shared until it is changed: each evaluation keeps one.
public struct Environment: Sendable {
    private var shared = Shared(Content())

    /// `@unchecked Sendable`: changed only by the one value that holds it.
    final class Shared: @unchecked Sendable {
        fileprivate var content: Content
        fileprivate init(_ content: Content) { self.content = content }
    }

    fileprivate struct Content: Sendable {
        var filters: [String: Filter] = [:]
        var tests: [String: Test] = [:]
        var functions: [String: Function] = [:]
        var globals: [String: Value] = [:]
        var syntax = Syntax()
        var foreign = ForeignPlugins()
        var traits: [PluginName: PluginTraits] = [:]
    }

    public init() {}

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&shared) { shared = Shared(shared.content) }
    }

    /// Tells what templates were compiled with apart from what they were not: whoever keeps it keeps it unchanged.
    var identity: Shared { shared }

    public var filters: [String: Filter] {
        get { shared.content.filters }
        _modify {
            makeUnique()
            yield &shared.content.filters
        }
    }
    public var tests: [String: Test] {
        get { shared.content.tests }
        _modify {
            makeUnique()
            yield &shared.content.tests
        }
    }
    /// Where filters and tests come from that no table has.
    public var foreign: ForeignPlugins {
        get { shared.content.foreign }
        _modify {
            makeUnique()
            yield &shared.content.foreign
        }
    }

    /// The filter of that name, wherever it comes from.
    func filter(_ name: String) -> Filter? {
        let (own, foreign) = (shared.content.filters[name], shared.content.foreign)
        return own != nil && foreign.overrides(name, true) ? foreign.filter(name) ?? own : own ?? foreign.filter(name)
    }
    /// The test of that name, wherever it comes from.
    func test(_ name: String) -> Test? {
        let (own, foreign) = (shared.content.tests[name], shared.content.foreign)
        return own != nil && foreign.overrides(name, false) ? foreign.test(name) ?? own : own ?? foreign.test(name)
    }

    public var functions: [String: Function] {
        get { shared.content.functions }
        _modify {
            makeUnique()
            yield &shared.content.functions
        }
    }
    public var globals: [String: Value] {
        get { shared.content.globals }
        _modify {
            makeUnique()
            yield &shared.content.globals
        }
    }
    public var syntax: Syntax {
        get { shared.content.syntax }
        _modify {
            makeUnique()
            yield &shared.content.syntax
        }
    }
    /// What plugins want of what they get, those that want nothing special left out.
    public var traits: [PluginName: PluginTraits] {
        get { shared.content.traits }
        _modify {
            makeUnique()
            yield &shared.content.traits
        }
    }

    /// What the plugin wants of what it gets.
    func traits(of plugin: PluginName) -> PluginTraits { shared.content.traits[plugin] ?? [] }
}

/// Filters and tests that are looked for only when one is named that no table has.
public struct ForeignPlugins: Sendable {
    /// Whether there may be one, a filter or a test, that wins over the table's.
    public var overrides: @Sendable (_ name: String, _ isFilter: Bool) -> Bool = { _, _ in false }
    public var filter: @Sendable (_ name: String) -> Filter? = { _ in nil }
    public var test: @Sendable (_ name: String) -> Test? = { _ in nil }

    public init() {}
}
