import Connections
import Templating
import Values

extension PluginOptions.Value {
    /// A variable's or setting's value as an option of `type` takes it; nil where it does not fit.
    init?(_ value: Value, type: String) {
        switch type {
        case "bool", "boolean":
            guard let flag = ansibleBool(value) else { return nil }
            self = .flag(flag)
        case "int", "integer":
            guard let number = FieldRenderer.int(value) else { return nil }
            self = .number(number)
        case "dict":
            let dict = value.mapping ?? value.text.flatMap { try? JSON.parse($0).mapping }
            guard let dict else { return nil }
            var pairs: [PluginOptions.Pair] = []
            for (key, entry) in dict {
                guard let name = key.text, let text = entry.text else { return nil }
                pairs.append(PluginOptions.Pair(name: name, text: text))
            }
            self = .mapping(pairs)
        case "any":
            guard let bytes = try? JSON.compact(value) else { return nil }
            self = .structure(String(decoding: bytes, as: UTF8.self))
        default:
            if value.mapping != nil {
                guard type == "raw", let bytes = try? JSON.compact(value) else { return nil }
                self = .structure(String(decoding: bytes, as: UTF8.self))
            } else {
                guard let text = try? value.string() else { return nil }
                self = .text(text)
            }
        }
    }
}
