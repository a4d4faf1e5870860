package import Jinja
package import Values

/// A line of a table of filters, tests or functions: all names of one plugin, its parameters and what it does.
package struct PluginRow<Result>: Sendable {
    package typealias Body = @Sendable (PluginCall) throws(TemplateError) -> Result

    package let names: [String]
    package let signature: Signature
    /// Whether it wants undefined arguments itself; others never see them, the first one is passed on.
    package let acceptsUndefined: Bool
    package let body: Body

    package init(
        _ names: [String], taking signature: Signature = [], acceptsUndefined: Bool = false, _ body: @escaping Body
    ) {
        self.names = names
        self.signature = signature
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }

    package init(
        _ names: String..., taking signature: Signature = [], acceptsUndefined: Bool = false,
        _ body: @escaping Body
    ) {
        self.init(names, taking: signature, acceptsUndefined: acceptsUndefined, body)
    }
}

extension PluginRow {
    package var traits: PluginTraits {
        var traits: PluginTraits = []
        if acceptsUndefined { traits.insert(.takesUndefined) }
        if signature.takesTraced { traits.insert(.takesTraced) }
        return traits
    }
}

package typealias FilterRow = PluginRow<Value>
package typealias TestRow = PluginRow<Bool>
