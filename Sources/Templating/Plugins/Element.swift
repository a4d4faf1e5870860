import Jinja
import Values

/// Jinja's `value[key]` outside a template: an item, else an attribute, else undefined.
enum Element {
    static func of(_ value: Value, _ key: Value, in context: EvaluationContext) throws(TemplateError) -> Value {
        var result: Value
        switch value {
        case .undefined: return value
        case .dict(let dict): result = dict.items[key] ?? missing(value, key)
        case .list, .tuple:
            guard case .int(let index) = key, let items = value.sequence else { return missing(value, key) }
            let place = index < 0 ? index + items.count : index
            result = items.indices.contains(place) ? items[place] : missing(value, key)
        case .object(let object):
            result = try raising { () throws(ValueError) in
                if let item = try object.item(key) { return item }
                if case .string(let name) = key, let attribute = try object.attribute(name) { return attribute }
                return missing(value, key)
            }
        default: result = (try? value.item(key)) ?? missing(value, key)
        }
        if case .template(let template) = result { result = try context.source.render(template) }
        return result
    }

    private static func missing(_ value: Value, _ key: Value) -> Value {
        let name = (try? key.string()) ?? ""
        let shown = (try? key.representation()) ?? ""
        return .undefined(
            Undefined(message: "object of type '\(value.typeName)' has no attribute \(shown)", name: name))
    }
}

/// The keys of an attribute written `a.b.0`.
enum AttributePath {
    static func keys(_ attribute: Value) throws(TemplateError) -> [Value] {
        guard case .string(let text) = attribute else { return [attribute] }
        return text.split(separator: ".", omittingEmptySubsequences: false).map { part in
            part.utf8.allSatisfy { (48...57).contains($0) }
                ? Int(part).map { .int($0) } ?? .string(String(part))
                : .string(String(part))
        }
    }
}
