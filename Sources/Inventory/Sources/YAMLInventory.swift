import Diagnostics
import Templating
import Values

/// An inventory in YAML (or JSON) form: groups with `hosts`, `vars` and `children`.
struct YAMLInventory {
    let path: String
    let files: DataLoader
    let report: (Diagnostic) -> Void

    func add(to inventory: inout Inventory) throws(Diagnostic) {
        guard let value = try files.value(at: path), !value.isNone else { throw Diagnostic("Parsed empty YAML file") }
        guard let groups = value.mapping else {
            throw Diagnostic("YAML inventory has invalid structure, it should be a dictionary, got: \(value.typeName)")
        }
        if let plugin = groups["plugin"]?.text {
            throw Diagnostic(
                "inventory config '\(path)' specifies unknown plugin '\(plugin)'",
                help: "Inventories come from INI, YAML and JSON files, executable scripts and host lists.")
        }
        for (name, data) in groups { try group(name, data, &inventory, depth: 0) }
    }

    private func group(
        _ key: Value, _ data: Value, _ inventory: inout Inventory, depth: Int
    ) throws(Diagnostic) {
        guard depth < 200 else { throw Diagnostic("The groups of the inventory are nested too deep") }
        guard let name = try? key.string() else { throw Diagnostic("Invalid group name: \(key.typeName)") }
        guard data.mapping != nil || data.isNone else {
            return report(
                Diagnostic(
                    "Skipping '\(name)' as this is not a valid group definition", severity: .warning))
        }
        inventory.addGroup(name)
        for (section, content) in data.mapping ?? [:] {
            guard let kind = section.text else { continue }
            switch kind {
            case "vars":
                for (key, value) in try entries(content, name, kind) {
                    inventory.setVariable((try? key.string()) ?? "", value, ofGroup: name)
                }
            case "children":
                for (child, data) in try entries(content, name, kind) {
                    try group(child, data, &inventory, depth: depth + 1)
                    try inventory.addChild((try? child.string()) ?? "", to: name)
                }
            case "hosts":
                for (pattern, data) in try entries(content, name, kind) { try host(pattern, data, name, &inventory) }
            default:
                report(
                    Diagnostic(
                        "Skipping unexpected key (\(kind)) in group (\(name)), only \"vars\", \"children\" and "
                            + "\"hosts\" are valid", severity: .warning))
            }
        }
    }

    private func host(
        _ key: Value, _ data: Value, _ group: String, _ inventory: inout Inventory
    ) throws(Diagnostic) {
        guard let pattern = try? key.string() else { throw Diagnostic("Invalid host name: \(key.typeName)") }
        guard data.mapping != nil || data.isNone else {
            throw Diagnostic(
                "Invalid data for host '\(pattern)': its variables must be a dictionary, not \(data.typeName)")
        }
        for (name, port) in try HostRange.hosts(pattern) {
            inventory.addHost(name, to: group)
            if let port { inventory.setVariable("ansible_port", .int(port), ofHost: name) }
            for (key, value) in data.mapping ?? [:] {
                inventory.setVariable((try? key.string()) ?? "", value, ofHost: name)
            }
        }
    }

    /// A section as a dictionary; a single text stands for one entry without data.
    private func entries(_ value: Value, _ group: String, _ section: String) throws(Diagnostic) -> Dict {
        if let dict = value.mapping { return dict }
        if value.isNone { return [:] }
        if value.text != nil { return [value: .none] }
        throw Diagnostic(
            "Invalid \"\(section)\" entry for \"\(group)\" group, requires a dictionary, found "
                + "\"\(value.typeName)\" instead.")
    }
}
