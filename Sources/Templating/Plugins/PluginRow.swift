import Jinja
import Values

/// A line of a table of filters, tests or functions: all names of one plugin, its parameters and what it does.
struct PluginRow<Result>: Sendable {
    typealias Body = @Sendable (PluginCall) throws(TemplateError) -> Result

    let names: [String]
    let signature: Signature
    /// Whether it wants undefined arguments itself; others never see them, the first one is passed on.
    let acceptsUndefined: Bool
    let body: Body

    init(
        _ names: [String], taking signature: Signature = [], acceptsUndefined: Bool = false, _ body: @escaping Body
    ) {
        self.names = names
        self.signature = signature
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }

    init(
        _ names: String..., taking signature: Signature = [], acceptsUndefined: Bool = false,
        _ body: @escaping Body
    ) {
        self.init(names, taking: signature, acceptsUndefined: acceptsUndefined, body)
    }
}

extension PluginRow {
    var traits: PluginTraits {
        var traits: PluginTraits = []
        if acceptsUndefined { traits.insert(.takesUndefined) }
        if signature.takesTraced { traits.insert(.takesTraced) }
        return traits
    }
}

typealias FilterRow = PluginRow<Value>
typealias TestRow = PluginRow<Bool>
