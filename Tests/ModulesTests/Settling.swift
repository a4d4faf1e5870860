import Glibc
import Regex
import Values

extension String {
    func replacingRoot(_ root: String) -> String { replacing("{root}", with: root) }

    /// Without what differs from run to run: the tree's directory, the stamps of backups, temporary names.
    func settled(_ root: String) -> String {
        var text = replacing(root, with: "{root}")
        for (pattern, stand) in Self.volatile {
            if let regex = try? Regex.cached(pattern),
                let result = try? regex.substitute(in: text, with: { _ in stand }).text
            {
                text = result
            }
        }
        return text
    }

    private static let volatile = [
        (#"\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~"#, "{stamp}~"), (#"\S*/\.source\S*"#, "{source}"),
        (#"\{root\}/\.ansible_tmp\w*"#, "{temporary}"), (#"/tmp/swiftplay-programs-\w{6}"#, "{programs}"),
    ]
}

extension Value {
    /// With `{root}` replaced everywhere.
    func replacingRoot(_ root: String) -> Value { mappingTexts { $0.replacingRoot(root) } }

    func settled(_ root: String) -> Value { mappingTexts { $0.settled(root) } }

    private func mappingTexts(_ change: (String) -> String) -> Value {
        switch self {
        case .string(let text): .string(change(text))
        case .list(let list): .list(list.items.map { $0.mappingTexts(change) })
        case .tuple(let tuple): .list(tuple.items.map { $0.mappingTexts(change) })
        case .dict(let dict):
            .dict(Dict(dict.items.map { ($0.key.mappingTexts(change), $0.value.mappingTexts(change)) }) { $1 })
        default: self
        }
    }

    /// Without keys whose values no two runs share, at any depth.
    func withoutVolatileKeys(_ ignored: Set<String>) -> Value {
        switch self {
        case .list(let list): return .list(list.items.map { $0.withoutVolatileKeys(ignored) })
        case .dict(let dict):
            var rest = dict.items.filter { !ignored.contains($0.key.text ?? "") }
            if rest["state"] == "directory" || rest["state"] == "link" { rest["size"] = nil }
            // The controller adds these to what a module says.
            for key: Value in ["changed", "failed"] where rest[key] == false { rest[key] = nil }
            rest = rest.filter { !($0.key.text ?? "").hasSuffix("_lines") }
            if let one = rest["diff"]?.sequence {
                rest["diff"] = one.count == 1 ? one[0] : one.isEmpty ? nil : rest["diff"]
            }
            return .dict(rest.mapValues { $0.withoutVolatileKeys(ignored) })
        default: return self
        }
    }
}
