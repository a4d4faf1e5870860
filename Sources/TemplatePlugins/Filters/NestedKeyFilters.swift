import Jinja
import Templating
import Values

/// `keep_keys`, `remove_keys`, `replace_keys` of ansible.utils: keys at every depth of the data.
enum NestedKeyFilters {
    static let rows = [
        row("keep_keys", "keep operation") { target, data throws(TemplateError) in try target.kept(data) },
        row("remove_keys", "attribute removal") { target, data throws(TemplateError) in
            withoutEmpty(try target.removed(data))
        },
        FilterRow("replace_keys", taking: Signature(parameters: ["target", "matching_parameter"], required: 1)) {
            call throws(TemplateError) in
            var data = try input(call, "replace operation")
            for rule in try (call["target"] ?? .none).pythonElements() {
                let before = try rule.mapping?["before"]?.python() ?? "", after = rule.mapping?["after"] ?? .none
                data = try Target(call, [before]).renamed(data, after)
            }
            return data
        },
    ]

    private static func row(
        _ name: String, _ operation: String,
        _ body: @escaping @Sendable (Target, Value) throws(TemplateError) -> Value
    ) -> FilterRow {
        FilterRow(name, taking: Signature(parameters: ["target", "matching_parameter"], required: 1)) {
            call throws(TemplateError) in
            var words: [String] = []
            switch call["target"] {
            case .string(let text)?: words = text.split(separator: ",").map(String.init)
            case let list?: for word in try list.pythonElements() { words.append(try word.python()) }
            case nil: break
            }
            return try body(try Target(call, words), try input(call, operation))
        }
    }

    private static func input(_ call: PluginCall, _ operation: String) throws(TemplateError) -> Value {
        let data = try call.context.finalized(call.input)
        switch data {
        case .list, .dict: return data
        default: throw call.failure("Error when using plugin '\(call.name)': Input is not valid for \(operation)")
        }
    }

    private static func withoutEmpty(_ data: Value) -> Value {
        switch data {
        case .dict(let dict): .dict(dict.items.mapValues(withoutEmpty))
        case .list(let list): .list(list.items.filter(\.truth).map(withoutEmpty))
        default: data
        }
    }

    /// The keys that are meant.
    private struct Target {
        private let words: [String]
        private let matches: @Sendable (_ word: String, _ key: String) throws(TemplateError) -> Bool

        init(_ call: PluginCall, _ words: [String]) throws(TemplateError) {
            self.words = words
            switch try call.text("matching_parameter") {
            case nil, "equality": matches = { $0 == $1 }
            case "starts_with": matches = { $1.hasPrefix($0) }
            case "ends_with": matches = { $1.hasSuffix($0) }
            case "regex": matches = { word, key throws(TemplateError) in try Pattern(word).matches(key, .match) }
            case let other?:
                throw call.failure(
                    "value of matching_parameter must be one of: starts_with, ends_with, regex, got: \(other)")
            }
        }

        private func isMeant(_ key: Value) throws(TemplateError) -> Bool {
            let name = try key.python()
            for word in words where try matches(word, name) { return true }
            return false
        }

        func kept(_ data: Value) throws(TemplateError) -> Value {
            switch data {
            case .list(let list): return .list(try list.items.map { item throws(TemplateError) in try kept(item) })
            case .dict(let dict):
                var result: Dict = [:]
                for (key, value) in dict.items { result[key] = try kept(value, under: key) }
                return .dict(result)
            default: return data
            }
        }

        /// What stays of an entry; nil where nothing does. A dictionary or list stays whole under an equal key only.
        private func kept(_ value: Value, under key: Value) throws(TemplateError) -> Value? {
            let name = try key.python()
            if words.contains(name) { return value }
            switch value {
            case .list, .dict:
                let rest = try kept(value)
                // A list of nothing but emptied items stays as it is.
                if !words.isEmpty, case .list(let list) = rest, !list.items.allSatisfy(Self.isEmpty) {
                    return .list(list.items.filter { !Self.isEmpty($0) })
                }
                return Self.isEmpty(rest) ? nil : rest
            default: return try isMeant(key) ? value : nil
            }
        }

        private static func isEmpty(_ value: Value) -> Bool {
            switch value {
            case .list(let list): list.items.isEmpty
            case .dict(let dict): dict.items.isEmpty
            default: false
            }
        }

        func removed(_ data: Value) throws(TemplateError) -> Value {
            try mapped(data) { key, value throws(TemplateError) in try isMeant(key) ? nil : (key, value) }
        }

        /// Keys that are meant under their new name, behind all others as Python's `pop` and assignment put them.
        func renamed(_ data: Value, _ after: Value) throws(TemplateError) -> Value {
            switch data {
            case .list(let list):
                return .list(try list.items.map { item throws(TemplateError) in try renamed(item, after) })
            case .dict(let dict):
                var result = dict.items
                for key in dict.items.keys where try isMeant(key) {
                    let value = result.removeValue(forKey: key)
                    result[after] = value
                }
                for (key, value) in result { result[key] = try renamed(value, after) }
                return .dict(result)
            default: return data
            }
        }

        private func mapped(
            _ data: Value, _ body: (Value, Value) throws(TemplateError) -> (Value, Value)?
        ) throws(TemplateError) -> Value {
            switch data {
            case .list(let list):
                return .list(try list.items.map { item throws(TemplateError) in try mapped(item, body) })
            case .dict(let dict):
                var result: Dict = [:]
                for (key, value) in dict.items {
                    if let (key, value) = try body(key, value) { result[key] = try mapped(value, body) }
                }
                return .dict(result)
            default: return data
            }
        }
    }
}
