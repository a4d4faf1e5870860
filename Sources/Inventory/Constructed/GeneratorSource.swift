import Diagnostics
import Templating
import Values

/// Hosts and groups for every combination of the values of some layers (plugin `generator`).
enum GeneratorSource: InventorySource {
    static let name = "generator"
    /// How many hosts one file may make, and how deeply parents may nest.
    private static let hostLimit = 1_000_000
    private static let depthLimit = 64

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        PluginConfiguration.accepts(source, context)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        let options = try PluginConfiguration(at: source, of: name, context).options
        guard let layers = options["layers"]?.mapping else { throw fails("'layers'", source) }
        guard let hosts = options["hosts"]?.mapping else { throw fails("'hosts'", source) }
        guard let pattern = hosts["name"] else { throw fails("'name'", source) }
        for variables in try combinations(layers, source) {
            let templar = context.templar([variables])
            let host = try templar.renderText(pattern)
            inventory.addHost(host, source: source)
            try addParents(
                of: host, isHost: true, hosts["parents"], templar, to: &inventory, context, source, depth: 0)
        }
    }

    private static func combinations(_ layers: Dict, _ source: String) throws(Diagnostic) -> [Dict] {
        var combinations: [Dict] = [[:]]
        for (name, values) in layers {
            guard let values = values.sequence ?? values.text?.map({ .string(String($0)) }) else {
                throw fails("the layer '\(name.text ?? "")' is no list", source)
            }
            guard combinations.count * values.count <= hostLimit else {
                throw fails("the layers stand for too many hosts", source)
            }
            combinations = combinations.flatMap { known in values.map { known.merging([name: $0]) { $1 } } }
        }
        return combinations
    }

    private static func addParents(
        of child: String, isHost: Bool, _ parents: Value?, _ templar: Templar, to inventory: inout Inventory,
        _ context: InventoryContext, _ source: String, depth: Int
    ) throws(Diagnostic) {
        guard depth < depthLimit else { throw fails("parents are nested too deeply", source) }
        for parent in parents?.sequence ?? [] {
            let options = parent.mapping ?? [:]
            let name = try options["name"].map { name throws(Diagnostic) in try templar.renderText(name) } ?? ""
            guard !name.isEmpty else { throw fails("Element \(child) has a parent with no name.", source) }
            let group = inventory.groups[name] == nil ? inventory.addGroup(named: name, context) : name
            for (key, value) in options["vars"]?.mapping ?? [:] {
                // Lists and dicts stay as they are, to be rendered when they are used.
                let isText = if case .template = value { true } else { false }
                inventory.setVariable(key.text ?? "", isText ? try templar.render(value) : value, of: group)
            }
            if isHost {
                inventory.addHost(child, to: group)
            } else {
                try inventory.addChild(child, to: group)
            }
            try addParents(
                of: group, isHost: false, options["parents"], templar, to: &inventory, context, source,
                depth: depth + 1)
        }
    }
}
