import Diagnostics
import Values

/// A value as an INI inventory writes it: a Python literal where it is one, else text, which may be a template.
enum InventoryValue {
    static func parse(_ text: String, at span: Span?) -> Value {
        trusted(PythonLiteral.parse(text) ?? .string(text), span)
    }

    /// With every text that looks like a template made one, as the inventory's author wrote it.
    static func trusted(_ value: Value, _ span: Span?) -> Value {
        switch value {
        case .string(let text) where ["{{", "{%", "{#"].contains(where: text.contains):
            return .template(Template(text, span: span))
        case .list(let list):
            let items = list.items.map { trusted($0, span) }
            return .list(ValueList(items, mayHoldTemplates: items.contains(where: \.mayHoldTemplates)))
        case .dict(let dict):
            let items = dict.items.mapValues { trusted($0, span) }
            return .dict(ValueDict(items, mayHoldTemplates: items.values.contains(where: \.mayHoldTemplates)))
        default: return value
        }
    }
}
