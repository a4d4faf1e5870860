import Values

/// Filters for any value.
enum DataFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("default", ["default_value", "boolean"]) { (call) throws(TemplateError) in
            if call.input.isMissing { return call[0] ?? "" }
            return call.flag(1) && !call.input.truth ? call[0] ?? "" : call.input
        },
        FilterCall.filter("attr", ["name"], required: 1) { (call) throws(TemplateError) in
            guard let name = call[0]?.rawText else {
                let given = call[0]?.typeName ?? "NoneType"
                throw TemplateError(.type, "attribute name must be string, not '\(given)'")
            }
            let value = try raising { () throws(ValueError) in
                try call.input.attribute(name, MethodSet.all[name], call.context)
            }
            return value
                ?? .undefined(
                    Undefined(
                        message: name.isEmpty
                            ? "object of type '\(call.input.typeName)' has no attribute ''"
                            : call.input.missing(.string(name)),
                        name: name))
        },
        FilterCall.filter("pprint") { (call) throws(TemplateError) in
            .string(try PrettyPrinting.text(call.input))
        },
        FilterCall.filter("tojson", ["indent"]) { (call) throws(TemplateError) in
            var options = JSONOptions(sortKeys: true)
            if let indent = call.some(0) {
                if let text = indent.rawText {
                    options.indent = text
                } else {
                    options.indent = String(repeating: " ", count: max(0, min(try indent.index(), 1000)))
                }
                options.itemSeparator = ","
            }
            if let bytes = call.input.object as? ValueBytes {
                throw TemplateError(.type, "Object of type \(bytes.typeName) is not JSON serializable")
            }
            let text = try raising { () throws(ValueError) in try JSON.text(call.input, options) }
            return .string(
                [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")].reduce(text) {
                    $0.replacing($1.0, by: $1.1, limit: .max)
                })
        },
    ])
}
