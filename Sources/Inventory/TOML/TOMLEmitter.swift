import Values

/// Writes data as TOML, laid out as Python's tomli-w does.
struct TOMLEmitter {
    private static let lineLimit = 100

    /// The document of a dict; throws for what TOML cannot hold.
    static func text(_ value: Value) throws(ValueError) -> String {
        guard let table = value.mapping else { throw refusal(value) }
        var emitter = TOMLEmitter()
        try emitter.write(table, name: "", isElement: false)
        return emitter.text
    }

    private var text = ""

    private mutating func write(_ table: Dict, name: String, isElement: Bool) throws(ValueError) {
        var literals: [(String, Value)] = []
        var tables: [(key: String, value: Dict, isElement: Bool)] = []
        for (key, value) in table {
            let key = try Self.key(key)
            if let inner = value.mapping {
                tables.append((key, inner, false))
            } else if let elements = try Self.tables(value) {
                tables += elements.map { (key, $0, true) }
            } else {
                literals.append((key, value))
            }
        }
        var hasText = false
        if isElement || (!name.isEmpty && (!literals.isEmpty || tables.isEmpty)) {
            text += isElement ? "[[\(name)]]\n" : "[\(name)]\n"
            hasText = true
        }
        for (key, value) in literals { text += "\(key) = \(try Self.literal(value, depth: 0))\n" }
        hasText = hasText || !literals.isEmpty
        for (key, value, isElement) in tables {
            if hasText { text += "\n" }
            hasText = true
            try write(value, name: name.isEmpty ? key : "\(name).\(key)", isElement: isElement)
        }
    }

    /// The dicts of a list that is to be written as tables of their own, since some would be too wide for a line.
    private static func tables(_ value: Value) throws(ValueError) -> [Dict]? {
        guard let list = value.sequence, !list.isEmpty else { return nil }
        let dicts = list.compactMap(\.mapping)
        guard dicts.count == list.count else { return nil }
        for dict in dicts {
            let line = "    \(try literal(.dict(dict), depth: 0)),"
            if line.count > lineLimit || line.contains("\n") { return dicts }
        }
        return nil
    }

    private static func literal(_ value: Value, depth: Int) throws(ValueError) -> String {
        switch value {
        case .bool(let flag): return flag ? "true" : "false"
        case .int, .bigInt, .double: return try value.string()
        case .string(let text): return quoted(text)
        case .dict(let dict):
            if dict.items.isEmpty { return "{}" }
            var parts: [String] = []
            for (key, value) in dict.items {
                parts.append("\(try self.key(key)) = \(try literal(value, depth: depth))")
            }
            return "{ \(parts.joined(separator: ", ")) }"
        case .list, .tuple:
            guard let list = value.sequence, !list.isEmpty else { return "[]" }
            let indent = String(repeating: "    ", count: depth + 1)
            var lines: [String] = []
            for item in list { lines.append(indent + (try literal(item, depth: depth + 1)) + ",") }
            return "[\n\(lines.joined(separator: "\n"))\n\(indent.dropLast(4))]"
        case .object(let object):
            if object is ValueDate || object is ValueDateTime || object is TimeOfDay { return try value.string() }
            return quoted(try value.string())
        case .none, .undefined, .template: throw refusal(value)
        }
    }

    private static func key(_ value: Value) throws(ValueError) -> String {
        let text = try value.string()
        let isBare = !text.isEmpty && text.utf8.allSatisfy(TOMLParser.isBare)
        return isBare ? text : quoted(text)
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\u{8}": "\\b", "\t": "\\t", "\n": "\\n", "\u{C}": "\\f", "\r": "\\r", "\"": "\\\"", "\\": "\\\\",
    ]

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            if let escape = escapes[scalar] {
                result += escape
            } else if scalar.value < 0x20 || scalar.value == 0x7F {
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func refusal(_ value: Value) -> ValueError {
        ValueError(.type, "Object of type '<class '\(value.typeName)'>' is not TOML serializable")
    }
}
