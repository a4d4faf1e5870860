import Diagnostics
import Loading
import Templating
import Values

/// Inventories in YAML or JSON: groups with `hosts`, `vars` and `children`.
enum YAMLSource: InventorySource {
    static let name = "yaml"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        let file = context.files.name(of: source)
        let hasExtension = file.dropFirst().contains(".")
        let isKnown = context.files.extensions.contains(where: file.hasSuffix)
        return (!hasExtension || isKnown) && context.files.exists(source)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        guard let value = try context.files.value(at: source), value.mapping?.isEmpty != true, !value.isNone else {
            throw fails("Parsed empty YAML file", source)
        }
        guard let groups = value.mapping else {
            throw fails("YAML inventory has invalid structure, it should be a dictionary", source)
        }
        if groups["plugin"] != nil { throw fails("Plugin configuration YAML file, not YAML inventory", source) }
        for (name, group) in groups {
            try parseGroup(text(name), group, source, into: &inventory, context, depth: 0)
        }
    }

    private static func text(_ key: Value) -> String { (try? key.string()) ?? "" }

    private static func parseGroup(
        _ name: String, _ group: Value, _ source: String, into inventory: inout Inventory,
        _ context: InventoryContext, depth: Int
    ) throws(Diagnostic) {
        guard depth < 64 else { throw fails("groups are nested too deeply", source) }
        guard group.isNone || group.mapping != nil else {
            context.warn("Skipping '\(name)' as this is not a valid group definition")
            return
        }
        let name = inventory.addGroup(named: name, context)
        for section in ["vars", "children", "hosts"] {
            guard let value = group.mapping?[.string(section)], !value.isNone, entries(value, section) == nil else {
                continue
            }
            throw fails(
                "Invalid \"\(section)\" entry for \"\(name)\" group, requires a dictionary, found "
                    + "\"<class '\(value.typeName)'>\" instead.", source)
        }
        for (key, value) in group.mapping ?? [:] {
            let section = text(key)
            guard !value.isNone else { continue }
            guard let entries = entries(value, section) else {
                context.warn("Skipping key (\(section)) in group (\(name)) as it is not a mapping")
                continue
            }
            switch section {
            case "vars": for (key, value) in entries { inventory.setVariable(text(key), value, of: name) }
            case "children":
                for (child, value) in entries {
                    let child = text(child)
                    try parseGroup(child, value, source, into: &inventory, context, depth: depth + 1)
                    try inventory.addChild(context.groupName(child), to: name)
                }
            case "hosts":
                for (pattern, vars) in entries {
                    guard let pattern = pattern.text else {
                        throw fails(
                            "Host pattern \(text(pattern)) must be a string. Enclose integers/floats in quotation marks.",
                            source)
                    }
                    guard vars.isNone || vars.mapping != nil else {
                        throw fails("Invalid data from file, expected dictionary for host \(pattern)", source)
                    }
                    let (names, port) = try HostRange.expand(pattern)
                    inventory.add(names, vars.mapping ?? [:], to: name, port: port, source: source)
                }
            default:
                context.warn(
                    "Skipping unexpected key (\(section)) in group (\(name)), only \"vars\", \"children\" and "
                        + "\"hosts\" are valid")
            }
        }
    }

    /// The entries of a section; a text stands for an entry without content.
    private static func entries(_ value: Value, _ section: String) -> Dict? {
        if let text = value.text, ["vars", "children", "hosts"].contains(section) {
            return [.string(text): Value.none]
        }
        return value.mapping
    }
}
