import Regex

/// Python's `textwrap.wrap` without replacing or dropping of white space inside words, as Jinja's `wordwrap` uses it.
struct TextWrapping {
    let width: Int
    let breaksLongWords: Bool
    let breaksOnHyphens: Bool

    func wrap(_ text: String) throws(TemplateError) -> [String] {
        var chunks = Array(try self.chunks(text).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            var line: [[Unicode.Scalar]] = []
            var length = 0
            if isBlank(chunks[chunks.count - 1]), !lines.isEmpty { chunks.removeLast() }
            while let chunk = chunks.last, length + chunk.count <= width {
                line.append(chunk)
                length += chunk.count
                chunks.removeLast()
            }
            if let chunk = chunks.last, chunk.count > width { takeLongWord(chunk, &chunks, &line, length) }
            if let last = line.last, isBlank(last) { line.removeLast() }
            if !line.isEmpty { lines.append(string(line.joined())) }
        }
        return lines
    }

    private func takeLongWord(
        _ chunk: [Unicode.Scalar], _ chunks: inout [[Unicode.Scalar]], _ line: inout [[Unicode.Scalar]],
        _ length: Int
    ) {
        let room = width - length
        if breaksLongWords {
            var end = room
            if breaksOnHyphens, chunk.count > room,
                let hyphen = chunk[..<room].lastIndex(of: "-"), hyphen > 0,
                chunk[..<hyphen].contains(where: { $0 != "-" })
            {
                end = hyphen + 1
            }
            line.append(Array(chunk[..<end]))
            chunks[chunks.count - 1] = Array(chunk[end...])
            if chunks[chunks.count - 1].isEmpty { chunks.removeLast() }
        } else if line.isEmpty {
            line.append(chunk)
            chunks.removeLast()
        }
    }

    private func isBlank(_ chunk: [Unicode.Scalar]) -> Bool { chunk.allSatisfy(\.isPythonSpace) }

    private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Words and the blanks between them; words also end after a hyphen between letters and before a dash.
    private func chunks(_ text: String) throws(TemplateError) -> [[Unicode.Scalar]] {
        do throws(RegexError) {
            return try Regex.cached(breaksOnHyphens ? TextWrapping.hyphenated : TextWrapping.simple)
                .split(text).compactMap { $0.map { Array($0.unicodeScalars) } }.filter { !$0.isEmpty }
        } catch { throw TemplateError(.value, error.message) }
    }

    private static let simple = "([\\t\\n\\x0b\\x0c\\r ]+)"
    /// How Python's `textwrap` splits: at blanks, within hyphenated words, around dashes.
    private static let hyphenated =
        "([\\t\\n\\x0b\\x0c\\r ]+|(?<=[\\w!\"'&.,?])-{2,}(?=\\w)|[^\\t\\n\\x0b\\x0c\\r ]+?"
        + "(?:-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[^\\d\\W]-))(?=[^\\d\\W]-?[^\\d\\W])"
        + "|(?=[\\t\\n\\x0b\\x0c\\r ]|\\Z)|(?<=[\\w!\"'&.,?])(?=-{2,}\\w)))"
}
