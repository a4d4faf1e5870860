/// A usual slip in a playbook, how to see it in the line that YAML could not read, and how to mend it.
struct SyntaxHint: Sendable {
    typealias Line = [Unicode.Scalar]

    let message: String
    let help: String?
    /// The offset of the slip in the line; nil where it is not there.
    let column: @Sendable (Line) -> Int?

    /// In the order in which they are tried.
    static let all: [SyntaxHint] = [
        SyntaxHint(message: "Tabs are usually invalid in YAML.", help: nil) { $0.firstIndex(of: "\t") },
        SyntaxHint(
            message: "This may be an issue with missing quotes around a template block.",
            help: example("{{ some_var }}", "\"{{ some_var }}\""), column: unquotedTemplate),
        SyntaxHint(
            message: "Colons in unquoted values must be followed by a non-space character.",
            help: example("echo 'name: ansible'", "\"echo 'name: ansible'\""), column: unquotedColon),
        SyntaxHint(
            message: "Values starting with a quote must end with the same quote.",
            help: example("\"foo\" in bar", "'\"foo\" in bar'")
        ) { line in
            quotedStart(line).flatMap { line[$0] == line.last ? nil : $0 }
        },
        SyntaxHint(
            message: "Values starting with a quote must end with the same quote, and not contain that quote.",
            help: example("\"foo\" in \"bar\"", "'\"foo\" in \"bar\"'")
        ) { line in
            quotedStart(line).flatMap { start in line.count { $0 == line[start] } > 2 ? start : nil }
        },
    ]

    private static func example(_ wrong: String, _ right: String) -> String {
        "\nFor example:\n\n    raw: \(wrong)\n\nShould be:\n\n    raw: \(right)\n"
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// Where the value may start: behind blanks and the dashes of lists, and behind a key and its colon as well.
    private static func valueStarts(_ line: Line, keyLetters: String = "") -> [Int] {
        var start = line.firstIndex { !isBlank($0) } ?? line.count
        while start < line.count, line[start] == "-", start + 1 < line.count, isBlank(line[start + 1]) {
            start = line[(start + 1)...].firstIndex { !isBlank($0) } ?? line.count
        }
        let isKey: (Unicode.Scalar) -> Bool = {
            $0 == "_" || isBlank($0) || $0.properties.isAlphabetic || $0.properties.numericType != nil
                || keyLetters.unicodeScalars.contains($0)
        }
        var end = start
        while end < line.count, isKey(line[end]) { end += 1 }
        guard end > start, end + 1 < line.count, line[end] == ":", isBlank(line[end + 1]) else { return [start] }
        return [line[(end + 1)...].firstIndex { !isBlank($0) } ?? line.count, start]
    }

    private static func unquotedTemplate(_ line: Line) -> Int? {
        valueStarts(line).first { start in
            let rest = line[start...]
            guard rest.starts(with: "{{".unicodeScalars) else { return false }
            return zip(rest.dropFirst(2), rest.dropFirst(3)).contains { $0 == "}" && $1 == "}" }
        }
    }

    private static func unquotedColon(_ line: Line) -> Int? {
        guard line.first(where: { !isBlank($0) }) != ":" else { return nil }
        guard let start = valueStarts(line, keyLetters: "[]{}").first, !isQuoted(line[start...]) else { return nil }
        return line.indices[start...].first { index in
            line[index] == ":" && (index + 1 == line.count || line[index + 1] == " ")
        }
    }

    /// Whether the value is one quoted string, without that quote inside.
    private static func isQuoted(_ value: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let last = value.lastIndex(where: { !isBlank($0) }), let quote = value.first, last > value.startIndex
        else { return false }
        return (quote == "'" || quote == "\"") && value[last] == quote
            && !value[(value.startIndex + 1)..<last].contains(quote)
    }

    private static func quotedStart(_ line: Line) -> Int? {
        valueStarts(line).first { $0 < line.count && (line[$0] == "\"" || line[$0] == "'") }
    }
}
