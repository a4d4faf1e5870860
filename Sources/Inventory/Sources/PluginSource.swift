import Diagnostics
import Loading
import Templating
import Values

/// YAML files that name an inventory plugin (plugin `auto`).
enum PluginSource: InventorySource {
    static let name = "auto"
    private static let plugins: [any InventorySource.Type] = [ConstructedSource.self, GeneratorSource.self]

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        (source.hasSuffix(".yml") || source.hasSuffix(".yaml")) && context.files.exists(source)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        guard let plugin = try context.files.value(at: source)?.mapping?["plugin"]?.text else {
            throw fails(
                "no root 'plugin' key found, '\(source)' is not a valid YAML inventory plugin config file", source)
        }
        if !plugins.contains(where: { $0.name == plugin || "ansible.builtin.\($0.name)" == plugin }),
            context.hasForeign(plugin)
        {
            guard try ForeignSource.parse(source, with: plugin, into: &inventory, context) else {
                throw fails(
                    "inventory source '\(source)' could not be verified by inventory plugin '\(plugin)'", source)
            }
            return
        }
        guard let kind = plugins.first(where: { $0.name == plugin || "ansible.builtin.\($0.name)" == plugin }) else {
            throw fails("inventory config '\(source)' specifies unknown plugin '\(plugin)'", source)
        }
        guard kind.accepts(source, context) else {
            throw fails("inventory source '\(source)' could not be verified by inventory plugin '\(plugin)'", source)
        }
        try kind.parse(source, into: &inventory, context)
    }
}
