import Loading
import Values

/// Writes dictionaries as XML, each element on a line of its own, as xmltodict's `unparse` does: `@name` becomes an
/// attribute, `#text` the text of the element, `#comment` a comment, a list several elements of one name.
struct XMLWriter {
    struct Failure: Error { let message: String }

    let indention: String
    /// Whether the declaration stands before it and there is exactly one element.
    let isDocument: Bool
    private var text = ""

    init(indention: String, isDocument: Bool) { (self.indention, self.isDocument) = (indention, isDocument) }

    func document(_ items: Dict) throws -> String {
        var writer = self
        if isDocument { writer.text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" }
        var count = 0
        for (key, value) in items {
            if key != "#comment" { count += 1 }
            guard !isDocument || count < 2 else { throw Failure(message: "there are several elements") }
            try writer.write(key, value, 0)
        }
        guard !isDocument || count == 1 else { throw Failure(message: "there is no element") }
        return writer.text
    }

    private mutating func write(_ key: Value, _ value: Value, _ depth: Int) throws {
        guard depth < Value.depthLimit else { throw Failure(message: "elements stand too deep in each other") }
        let margin = String(repeating: indention, count: depth)
        if key == "#comment" {
            for comment in value.sequence ?? [value] { try write(comment: comment, margin) }
            return
        }
        let name = try Self.name(key)
        for (place, item) in (try Self.several(value) ?? [value]).enumerated() {
            guard !isDocument || depth > 0 || place == 0 else { throw Failure(message: "there are several elements") }
            try write(name, item, margin, depth)
        }
    }

    private mutating func write(_ name: String, _ item: Value, _ margin: String, _ depth: Int) throws {
        var content: String?, attributes = "", children: [(Value, Value)] = []
        for (key, value) in try Self.parts(item) {
            if key == "#text" {
                content = value.isNone ? nil : try Self.string(value)
            } else if case .string(let word) = key, word.hasPrefix("@") {
                attributes += try Self.attribute(word, value)
            } else if value.sequence?.isEmpty == true, case .list = value {
                continue
            } else {
                children.append((key, value))
            }
        }
        text += margin + "<\(name)\(attributes)>"
        if !children.isEmpty { text += "\n" }
        for (key, value) in children { try write(key, value, depth + 1) }
        text += Self.escaped(content ?? "")
        if !children.isEmpty { text += margin }
        text += "</\(name)>" + (depth > 0 ? "\n" : "")
    }

    private mutating func write(comment: Value, _ margin: String) throws {
        let comment = comment.isNone ? "" : try Self.string(comment)
        guard !comment.isEmpty else { return }
        guard !comment.contains("--"), !comment.hasSuffix("-") else {
            throw Failure(message: "hyphens stand in a comment")
        }
        text += margin + "<!--\(Self.escaped(comment))-->\n"
    }

    /// What stands in an element: the parts of a dict, or its text alone.
    private static func parts(_ item: Value) throws -> Dict {
        switch item {
        case .none: [:]
        case .dict(let dict): dict.items
        default: ["#text": .string(try string(item))]
        }
    }

    /// The values that stand one after the other under one name; nil for a single one.
    private static func several(_ value: Value) throws -> [Value]? {
        switch value {
        case .list, .tuple: return value.sequence
        case .object(let object) where !(object is ValueBytes): return try object.elements()
        default: return nil
        }
    }

    private static func attribute(_ word: String, _ value: Value) throws -> String {
        guard word == "@xmlns", let spaces = value.mapping else {
            let name = try name(.string(String(word.dropFirst())))
            return " \(name)=" + quoted(value.isNone ? "" : try string(value))
        }
        var text = ""
        for (prefix, space) in spaces {
            let name = try name(prefix)
            text += " xmlns\(name.isEmpty ? "" : ":" + name)=" + quoted(space.isNone ? "" : try string(space))
        }
        return text
    }

    private static func name(_ key: Value) throws -> String {
        guard case .string(let name) = key else { throw Failure(message: "a name is no text") }
        let isBad =
            name.hasPrefix("?") || name.hasPrefix("!") || name.contains { "<>/\"'=".contains($0) || $0.isWhitespace }
        guard !isBad else { throw Failure(message: "'\(name)' is no name") }
        return name
    }

    private static func string(_ value: Value) throws -> String {
        if case .bool(let flag) = value { return flag ? "true" : "false" }
        return try value.string()
    }

    private static func escaped(_ text: String) -> String {
        replacing([("&", "&amp;"), (">", "&gt;"), ("<", "&lt;")], in: text)
    }

    private static func replacing(_ pairs: [(String, String)], in text: String) -> String {
        pairs.reduce(text) { PythonText.replacing($1.0, by: $1.1, in: $0) }
    }

    private static func quoted(_ text: String) -> String {
        let text = replacing([("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")], in: escaped(text))
        guard text.containsBytes(of: "\"") else { return "\"\(text)\"" }
        return text.containsBytes(of: "'") ? "\"\(replacing([("\"", "&quot;")], in: text))\"" : "'\(text)'"
    }
}
