import Diagnostics
import Values
import YAML

/// What a plugin's file says about the plugin.
struct PluginPage {
    var name: String
    var path: String
    var documentation: Dict = [:]
    var examples: String?
    var returns: Dict?

    init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// The parts of a file beside the plugin that has nothing but its documentation.
    mutating func take(_ parts: Dict) {
        if let documentation = parts["DOCUMENTATION"]?.mapping { self.documentation = documentation }
        if let examples = parts["EXAMPLES"]?.text { self.examples = examples }
        if let returns = parts["RETURN"]?.mapping { self.returns = returns }
    }

    mutating func take(_ source: PythonSource) {
        if let documentation = source.literal("DOCUMENTATION").flatMap(Self.yaml)?.mapping {
            self.documentation = documentation
        }
        if let examples = source.literal("EXAMPLES") { self.examples = examples }
        if let returns = source.literal("RETURN").flatMap(Self.yaml)?.mapping { self.returns = returns }
    }

    /// Adds what a shared part says where the page itself says nothing.
    mutating func extend(with fragment: Dict) {
        for (key, value) in fragment {
            switch (documentation[key], value) {
            case (nil, _): documentation[key] = value
            case (.dict(let own), .dict(let shared)):
                documentation[key] = .dict(shared.items.merging(own.items) { $1 })
            case (.list(let own), .list(let shared)): documentation[key] = .list(own.items + shared.items)
            default: break
            }
        }
    }

    static func yaml(_ text: String) -> Value? {
        let source = SourceFile(name: "documentation", text: text)
        guard let node = try? YAMLParser.document(source) else { return nil }
        return try? ValueBuilder(trusted: false).value(of: node)
    }
}
