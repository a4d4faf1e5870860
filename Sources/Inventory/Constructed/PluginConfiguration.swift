import Diagnostics
import Loading
import Templating
import Values

/// The YAML file that configures an inventory plugin.
struct PluginConfiguration {
    let options: Dict

    /// Throws where the file is empty or another plugin's.
    init(at source: String, of plugin: String, _ context: InventoryContext) throws(Diagnostic) {
        guard let value = try context.files.value(at: source), value.mapping?.isEmpty != true, !value.isNone else {
            throw Diagnostic("\(source) is empty")
        }
        guard let options = value.mapping else {
            throw Diagnostic(
                "inventory source has invalid structure, it should be a dictionary, got: \(value.typeName)")
        }
        let name = options["plugin"]?.text
        guard name == plugin || name == "ansible.builtin.\(plugin)" else {
            throw Diagnostic("Incorrect plugin name in file: \(name ?? "none found")")
        }
        self.options = options
    }

    /// Whether a file may be a plugin's, by its name.
    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        let name = context.files.name(of: source)
        return
            (!name.dropFirst().contains(".")
            || ([".config"] + context.files.extensions).contains { name.hasSuffix($0) })
            && context.files.exists(source)
    }

    /// Throws where an option is no dict, or no list, that must be one.
    func check(dicts: [String], lists: [String], of plugin: String, in source: String) throws(Diagnostic) {
        func fails(_ name: String, _ kind: String, _ value: Value) -> Diagnostic {
            Diagnostic(
                "Config '\(name)' for '\(plugin)' inventory plugin from 'Direct' has an invalid value: Invalid value "
                    + "provided for '\(kind)': \((try? value.representation()) ?? value.typeName)",
                at: PluginSource.origin(of: source))
        }
        for name in dicts {
            if let value = options[.string(name)], !value.isNone, value.mapping == nil {
                throw fails(name, "dict", value)
            }
        }
        for name in lists {
            guard let value = options[.string(name)], !value.isNone, value.text == nil else { continue }
            if value.sequence == nil { throw fails(name, "list", value) }
        }
    }

    func flag(_ name: String, default fallback: Bool = false) -> Bool {
        switch options[.string(name)] {
        case .bool(let flag): flag
        case .string(let text): ["yes", "true", "on", "1"].contains(text.lowercased())
        default: fallback
        }
    }
}
