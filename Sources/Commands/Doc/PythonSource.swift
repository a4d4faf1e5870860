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

    /// The keys of the dictionary that a method returns, written as texts with a value behind each.
    func keys(returnedBy method: String) -> [String] {
        var found: [String] = []
        var indent: Int?
        for line in text.split(separator: "\n") {
            let code = line.drop { $0 == " " }
            let depth = line.count - code.count
            if let start = indent {
                // A line that is no deeper ends the method.
                if depth <= start, !code.isEmpty, !"})]#".contains(code[code.startIndex]) { break }
                guard let quote = code.first, quote == "'" || quote == "\"" else { continue }
                let name = code.dropFirst().prefix { $0 != quote }
                let behind = code.dropFirst(name.count + 2).drop { $0 == " " }
                if behind.first == ":", !name.isEmpty { found.append(String(name)) }
            } else if code.hasPrefix("def \(method)(") {
                indent = depth
            }
        }
        return found
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
