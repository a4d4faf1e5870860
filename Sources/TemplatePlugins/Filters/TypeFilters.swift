import Jinja
import Templating
import Values

/// `reveal_ansible_type`: the type of a value with the types of what is in it.
enum TypeFilters {
    static let rows = [
        FilterRow("reveal_ansible_type", taking: ["alias"]) { call throws(TemplateError) in
            .string(try name(call, call["alias"] ?? .none))
        }
    ]

    /// The type of the input as the filter and the test `ansible_type` tell it.
    static func name(_ call: PluginCall, _ alias: Value) throws(TemplateError) -> String {
        guard alias.isNone || alias.mapping != nil else {
            throw call.failure(
                "The argument alias must be a dictionary. \(try alias.python()) is \(alias.pythonClass)")
        }
        let aliases = alias.mapping ?? [:]
        func name(of value: Value) throws(TemplateError) -> String {
            let type = value.typeName
            return try aliases[.string(type)]?.python() ?? type
        }
        func joined(_ values: some Sequence<Value>) throws(TemplateError) -> String {
            var names: Set<String> = []
            for value in values { names.insert(try name(of: value)) }
            return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
                .joined(separator: "|")
        }
        let own = try name(of: call.input)
        switch call.input {
        case .list(let list) where own == "list" && !list.items.isEmpty: return "list[\(try joined(list.items))]"
        case .dict(let dict) where own == "dict" && !dict.items.isEmpty:
            return "dict[\(try joined(dict.items.keys)), \(try joined(dict.items.values))]"
        default: return own
        }
    }
}
