import Jinja
import Templating
import Values

/// Pairs of an element and each item of a list inside it, for the filter and the lookup of that name.
struct Subelements {
    /// The keys that lead from an element to its list.
    let keys: [Value]
    let skipsMissing: Bool

    /// `path` is a list of keys or text with dots between them.
    init(path: Value, skipsMissing: Bool) throws(TemplateError) {
        switch path {
        case .list(let list): keys = list.items
        case .string(let text):
            keys = text.split(separator: ".", omittingEmptySubsequences: false).map { .string(String($0)) }
        default: throw TemplateError(.plugin, "subelements must be a list or a string")
        }
        self.skipsMissing = skipsMissing
    }

    func pairs(of value: Value) throws(TemplateError) -> [(Value, Value)] {
        let elements: [Value]
        switch value {
        case .dict(let dict): elements = Array(dict.items.values)
        case .list(let list): elements = list.items
        default: throw TemplateError(.plugin, "obj must be a list of dicts or a nested dict")
        }
        var pairs: [(Value, Value)] = []
        for element in elements {
            for item in try items(of: element) { pairs.append((element, item)) }
        }
        return pairs
    }

    private func items(of element: Value) throws(TemplateError) -> [Value] {
        var value = element
        for key in keys {
            guard case .dict(let dict) = value else {
                throw TemplateError(
                    .plugin,
                    "the key \(try key.python()) should point to a dictionary, got '\(try value.python())': "
                        + "'\(value.typeName)' object is not subscriptable")
            }
            guard let next = dict.items[key] else {
                if skipsMissing { return [] }
                throw TemplateError(
                    .plugin,
                    "could not find \(try key.pythonRepresentation()) key in iterated item "
                        + (try value.pythonRepresentation()))
            }
            value = next
        }
        guard case .list(let list) = value else {
            let key = try keys.last?.pythonRepresentation() ?? "''"
            throw TemplateError(
                .plugin, "the key \(key) should point to a list, got \(try value.pythonRepresentation())")
        }
        return list.items
    }
}
