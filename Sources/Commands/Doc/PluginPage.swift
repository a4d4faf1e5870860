import Diagnostics
import Values
import YAML

/// What a plugin's file says about the plugin.
struct PluginPage {
    var name: String
    var path: String
    var documentation: Dict = [:]
    var examples: String?
    var returns: Dict?

    init(name: String, path: String) {
        self.name = name
        self.path = path
    }

    /// The parts of a file beside the plugin that has nothing but its documentation.
    mutating func take(_ parts: Dict) {
        if let documentation = parts["DOCUMENTATION"]?.mapping { self.documentation = documentation }
        if let examples = parts["EXAMPLES"]?.text { self.examples = examples }
        if let returns = parts["RETURN"]?.mapping { self.returns = returns }
    }

    mutating func take(_ source: PythonSource) {
        if let documentation = source.literal("DOCUMENTATION").flatMap(Self.yaml)?.mapping {
            self.documentation = documentation
        }
        if let examples = source.literal("EXAMPLES") { self.examples = examples }
        if let returns = source.literal("RETURN").flatMap(Self.yaml)?.mapping { self.returns = returns }
    }

    /// Adds what a shared part says where the page itself says nothing.
    mutating func extend(with fragment: Dict) {
        for (key, value) in fragment {
            switch (documentation[key], value) {
            case (nil, _): documentation[key] = value
            case (.dict(let own), .dict(let shared)):
                documentation[key] = .dict(shared.items.merging(own.items) { $1 })
            case (.list(let own), .list(let shared)): documentation[key] = .list(own.items + shared.items)
            default: break
            }
        }
    }

    static func yaml(_ text: String) -> Value? {
        let source = SourceFile(name: "documentation", text: text)
        guard let node = try? YAMLParser.document(source) else { return nil }
        return try? ValueBuilder(trusted: false).value(of: node)
    }
}

/// The text of a Python file, of which only texts that are assigned to names are understood.
struct PythonSource {
    let text: String

    /// The text assigned to `name` at the beginning of a line, wherever that is indented to; nil where there is none.
    func literal(_ name: String) -> String? {
        for line in text.split(separator: "\n") {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            guard trimmed.hasPrefix(name) else { continue }
            var rest = text[trimmed.startIndex...].dropFirst(name.count).drop { $0 == " " }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "(" || $0 == "\n" }
            let prefix = rest.prefix { "rRuUbB".contains($0) }
            rest = rest.dropFirst(prefix.count)
            guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
            let triple = String(repeating: quote, count: 3)
            let end = rest.hasPrefix(triple) ? triple : String(quote)
            rest = rest.dropFirst(end.count)
            guard let close = Self.end(of: rest, end) else { return nil }
            let body = rest[..<close]
            return prefix.lowercased().contains("r") ? String(body) : Self.unescaped(body)
        }
        return nil
    }

    private static func end(of text: Substring, _ mark: String) -> String.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == "\\" {
                index = text.index(index, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex
            } else if text[index...].hasPrefix(mark) {
                return index
            } else {
                index = text.index(after: index)
            }
        }
        return nil
    }

    private static let escapes: [Character: String] = [
        "n": "\n", "t": "\t", "\\": "\\", "\"": "\"", "'": "'", "\n": "",
    ]

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var result = "", rest = text
        while let slash = rest.firstIndex(of: "\\") {
            result += rest[..<slash]
            rest = rest[rest.index(after: slash)...]
            guard let kind = rest.popFirst() else { break }
            result += escapes[kind] ?? "\\\(kind)"
        }
        return result + rest
    }
}
