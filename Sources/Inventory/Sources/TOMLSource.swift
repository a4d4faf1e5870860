import Diagnostics
import Loading
import Templating
import Values

/// Inventories in TOML: tables of groups with `hosts`, `vars` and `children`.
enum TOMLSource: InventorySource {
    static let name = "toml"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        source.hasSuffix(".toml") && context.files.exists(source)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        let file = try context.files.source(at: source)
        let groups: Dict
        do {
            groups = try TOMLParser.parse(file.text)
        } catch {
            throw Diagnostic(
                "TOML file '\(source)' is invalid: \(error.message) (at line \(error.line))",
                at: Span(file: file, start: Position(line: error.line, column: 1)))
        }
        if groups.isEmpty { throw fails("Parsed empty TOML file", source) }
        if groups["plugin"] != nil { throw fails("Plugin configuration TOML file, not TOML inventory", source) }
        for (name, group) in groups {
            try parseGroup(name.text ?? "", group.authored(in: file), source, into: &inventory, context)
        }
    }

    private static func parseGroup(
        _ group: String, _ value: Value, _ source: String, into inventory: inout Inventory,
        _ context: InventoryContext
    ) throws(Diagnostic) {
        guard let sections = value.mapping else {
            context.warn("Skipping '\(group)' as this is not a valid group definition")
            return
        }
        let name = inventory.addGroup(named: group, context)
        for (key, data) in sections {
            func refusal(_ wanted: String) -> Diagnostic {
                fails(
                    "Invalid \"\(key.text ?? "")\" entry for \"\(name)\" group, requires a \(wanted), found "
                        + "\"<class '\(data.typeName)'>\" instead.", source)
            }
            switch key.text {
            case "vars":
                guard let vars = data.mapping else { throw refusal("dict") }
                for (key, value) in vars { inventory.setVariable(key.text ?? "", value, of: name) }
            case "children":
                guard let children = data.sequence else { throw refusal("list") }
                for case .string(let child) in children {
                    try inventory.addChild(inventory.addGroup(named: child, context), to: name)
                }
            case "hosts":
                guard let hosts = data.mapping else { throw refusal("dict") }
                for (pattern, vars) in hosts {
                    let (names, port) = try HostRange.expand(pattern.text ?? "")
                    guard let vars = vars.mapping else {
                        throw fails(
                            "Invalid data from file, expected dictionary for host \(pattern.text ?? "")", source)
                    }
                    inventory.add(names, vars, to: name, port: port, source: source)
                }
            default:
                context.warn(
                    "Skipping unexpected key \"\(key.text ?? "")\" in group \"\(name)\", only \"vars\", \"children\" "
                        + "and \"hosts\" are valid")
            }
        }
    }
}

extension Value {
    /// The same as an author's: texts that look like templates are some.
    func authored(in file: SourceFile? = nil) -> Value {
        switch self {
        case .string(let text):
            let span = file.map { Span(file: $0, start: Position(line: 1, column: 1)) }
            return Template.mayBeOne(text) ? .template(Template(text, span: span)) : self
        case .list(let list):
            return .list(ValueList(list.items.map { $0.authored(in: file) }, mayHoldTemplates: true))
        case .dict(let dict):
            return .dict(ValueDict(dict.items.mapValues { $0.authored(in: file) }, mayHoldTemplates: true))
        default: return self
        }
    }
}
