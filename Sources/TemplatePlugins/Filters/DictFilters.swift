import Jinja
import Templating
import Values

/// `combine`, `dict2items`, `items2dict`, `rekey_on_member`: dictionaries made from others.
enum DictFilters {
    static let rows = [
        FilterRow("combine", taking: Signature(takesRest: true, takesKeywords: true), combine),
        FilterRow("dict2items", taking: ["key_name", "value_name"], dict2items),
        FilterRow("items2dict", taking: ["key_name", "value_name"], items2dict),
        FilterRow(
            "rekey_on_member", taking: Signature(parameters: ["key", "duplicates"], required: 1), rekeyOnMember),
    ]

    private static func combine(_ call: PluginCall) throws(TemplateError) -> Value {
        var isRecursive = false, mode: Value = "replace"
        for (name, value) in call.keywords {
            switch name {
            case "recursive": isRecursive = value.truth
            case "list_merge": mode = value
            default:
                throw call.failure("'recursive' and 'list_merge' are the only valid keyword arguments")
            }
        }
        let terms = try ListFilters.flatten([call.input] + call.rest, levels: 1, skipsNulls: true)
        guard let last = terms.last else { return .dict([:]) }
        guard terms.count > 1 else { return last }
        guard let lists = DictMerge.Lists(rawValue: try mode.python()) else {
            throw call.failure(
                "merge_hash: 'list_merge' argument can only be equal to 'replace', 'keep', 'append', "
                    + "'prepend', 'append_rp' or 'prepend_rp'")
        }
        let merge = DictMerge(isRecursive: isRecursive, lists: lists)
        var result = last
        for term in terms.dropLast().reversed() {
            guard let weak = DictMerge.dictionary(term), let strong = DictMerge.dictionary(result) else {
                throw call.failure(
                    "failed to combine variables, expected dicts but got a '\(term.typeName)' and "
                        + "a '\(result.typeName)'.")
            }
            result = .dict(merge.merge(weak, strong))
        }
        return result
    }

    private static func dict2items(_ call: PluginCall) throws(TemplateError) -> Value {
        guard let dict = DictMerge.dictionary(call.input) else {
            throw call.failure("dict2items requires a dictionary, got \(call.input.pythonClass) instead.")
        }
        let key = call["key_name"] ?? "key", value = call["value_name"] ?? "value"
        try raising { () throws(ValueError) in
            try key.checkHashable()
            try value.checkHashable()
        }
        return .list(dict.items.map { .dict(Dict([(key, $0.key), (value, $0.value)]) { $1 }) })
    }

    private static func items2dict(_ call: PluginCall) throws(TemplateError) -> Value {
        let keyName = call["key_name"] ?? "key", valueName = call["value_name"] ?? "value"
        guard let items = call.input.sequence else {
            throw call.failure("items2dict requires a list, got \(call.input.pythonClass) instead.")
        }
        var result: Dict = [:]
        for item in items {
            guard let dict = DictMerge.dictionary(item) else {
                let shown = try call.input.pythonRepresentation()
                throw call.failure("items2dict requires a list of dictionaries, got \(shown) instead.")
            }
            guard let key = dict.items[keyName], let value = dict.items[valueName] else {
                let shown = try call.input.pythonRepresentation()
                throw call.failure(
                    "items2dict requires each dictionary in the list to contain the keys "
                        + "'\(try keyName.python())' and '\(try valueName.python())', got \(shown) instead.")
            }
            try raising { () throws(ValueError) in try key.checkHashable() }
            result[key] = value
        }
        return .dict(result)
    }

    private static func rekeyOnMember(_ call: PluginCall) throws(TemplateError) -> Value {
        let duplicates = try call.text("duplicates", "error"), key = call["key"] ?? .none
        guard duplicates == "error" || duplicates == "overwrite" else {
            throw call.failure("duplicates parameter to rekey_on_member has unknown value '\(duplicates)'")
        }
        let items: [Value]
        if let dict = DictMerge.dictionary(call.input) {
            items = Array(dict.items.values)
        } else if call.input.text == nil, let elements = try? call.inputElements() {
            items = elements
        } else {
            throw call.failure("Type is not a valid list, set, or dict")
        }
        var result: Dict = [:]
        for item in items {
            guard let dict = DictMerge.dictionary(item) else { throw call.failure("List item is not a valid dict") }
            guard let member = dict.items[key] else {
                throw call.failure("Key \(try key.pythonRepresentation()) was not found.")
            }
            if duplicates == "error", result[member]?.truth == true {
                throw call.failure(
                    "Key \(try member.pythonRepresentation()) is not unique, cannot convert to dict.")
            }
            result[member] = item
        }
        return .dict(result)
    }
}
