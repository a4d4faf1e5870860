import Jinja
import Templating
import Values

/// `keep_keys`, `remove_keys`, `replace_keys`: the keys of dictionaries in a list chosen or renamed.
enum KeyFilters {
    static let rows = [
        selecting("keep_keys", true), selecting("remove_keys", false),
        FilterRow("replace_keys", taking: Signature(parameters: ["target", "matching_parameter"], required: 1)) {
            call throws(TemplateError) in
            let kind = try matching(call)
            guard case .list(let list)? = call["target"], !list.items.isEmpty else {
                throw call.failure("The target must be a list with items.")
            }
            var rules: [(matcher: Matcher, after: Value)] = []
            for item in list.items {
                guard let before = item.mapping?["before"]?.text, let after = item.mapping?["after"] else {
                    throw call.failure("All dictionaries in target must include attributes: after, before.")
                }
                rules.append((try Matcher(kind, [before]), after))
            }
            return try mapping(call) { key, value throws(TemplateError) in
                for rule in rules where try rule.matcher.matches(key) { return (rule.after, value) }
                return (.string(key), value)
            }
        },
    ]

    private enum Kind: String { case equal, startsWith = "starts_with", endsWith = "ends_with", regex }

    /// Whether a key is meant by the target.
    private struct Matcher {
        let kind: Kind
        let words: [String]
        let pattern: Pattern?

        init(_ kind: Kind, _ words: [String]) throws(TemplateError) {
            self.kind = kind
            self.words = words
            guard kind == .regex else {
                pattern = nil
                return
            }
            guard words.count == 1 else {
                throw TemplateError(
                    .plugin, "Single item is required in the target list if matching_parameter=regex.")
            }
            pattern = try Pattern(words[0])
        }

        func matches(_ key: String) throws(TemplateError) -> Bool {
            switch kind {
            case .equal: words.contains(key)
            case .startsWith: words.contains { key.hasPrefix($0) }
            case .endsWith: words.contains { key.hasSuffix($0) }
            case .regex: try pattern?.matches(key, .match) ?? false
            }
        }
    }

    private static func selecting(_ name: String, _ keeps: Bool) -> FilterRow {
        FilterRow(name, taking: Signature(parameters: ["target", "matching_parameter"], required: 1)) {
            call throws(TemplateError) in
            let kind = try matching(call)
            var words: [String] = []
            if case .string(let text)? = call["target"] {
                words = [text]
            } else {
                for item in try (call["target"] ?? .none).pythonElements() { words.append(try item.python()) }
            }
            guard !words.isEmpty else { throw call.failure("The target can't be empty.") }
            let matcher = try Matcher(kind, words)
            return try mapping(call) { key, value throws(TemplateError) in
                try matcher.matches(key) == keeps ? (.string(key), value) : nil
            }
        }
    }

    private static func matching(_ call: PluginCall) throws(TemplateError) -> Kind {
        let name = try call.text("matching_parameter", "equal")
        guard let kind = Kind(rawValue: name) else {
            throw call.failure(
                "The matching_parameter must be one of ['equal', 'starts_with', 'ends_with', 'regex']. "
                    + "matching_parameter=\(name)")
        }
        return kind
    }

    private static func mapping(
        _ call: PluginCall, _ body: (String, Value) throws(TemplateError) -> (Value, Value)?
    ) throws(TemplateError) -> Value {
        guard let items = call.input.sequence else {
            throw call.failure(
                "First argument must be a list. \(try call.inputText()) is \(call.input.pythonClass)")
        }
        var results: [Value] = []
        for item in items {
            guard let dict = DictMerge.dictionary(item) else {
                throw call.failure(
                    "The data items must be dictionaries. \(try item.python()) is \(item.pythonClass)")
            }
            var result: Dict = [:]
            for (key, value) in dict.items {
                guard case .string(let name) = key else { throw call.failure("Top level keys must be strings.") }
                if let (newKey, newValue) = try body(name, value) { result[newKey] = newValue }
            }
            results.append(.dict(result))
        }
        return .list(results)
    }
}
