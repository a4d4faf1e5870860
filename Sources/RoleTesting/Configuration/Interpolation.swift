import Diagnostics

/// Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME-default}` in the text of a scenario file, `$$` by `$`.
///
/// A variable that is not set is empty. A default may name another variable (`${A:-$B}`, `${A:-${B}}`). Molecule's own
/// rules, less what they do by accident: an empty default is allowed, and `$A-b` is the variable and the text `-b`.
///
/// Source: Molecule's documentation, "Variable substitution".
struct Interpolation {
    let variables: [String: String]

    /// - Returns: the text with its variables replaced, and for each line of it the line of `file` that it comes from.
    func applied(to file: SourceFile) throws(Diagnostic) -> InterpolatedText {
        var reader = Reader(file: file, variables: variables)
        return try reader.text()
    }
}

/// A text after interpolation.
struct InterpolatedText {
    var text = ""
    /// Line numbers of the source, one for each line of the text.
    var lines: [Int] = [1]
    /// Lines of the source (1-based) in which something was replaced.
    var changed: Set<Int> = []
}

extension Interpolation {
    private struct Reader {
        let file: SourceFile
        let variables: [String: String]
        private let scalars: [Unicode.Scalar]
        private var index = 0
        private var line = 1, column = 1
        private var result = InterpolatedText()

        init(file: SourceFile, variables: [String: String]) {
            self.file = file
            self.variables = variables
            scalars = Array(file.text.unicodeScalars)
        }

        mutating func text() throws(Diagnostic) -> InterpolatedText {
            var output = String.UnicodeScalarView()
            var isComment = false, isLineStart = true
            while let scalar = peek {
                if scalar == "\n" {
                    isComment = false
                    isLineStart = true
                } else if isLineStart, scalar != " ", scalar != "\t" {
                    isLineStart = false
                    isComment = scalar == "#"
                }
                guard scalar == "$", let text = try variable(lenient: isComment) else {
                    output.append(scalar)
                    step()
                    if scalar == "\n" { result.lines.append(line) }
                    continue
                }
                result.changed.insert(line)
                output.append(contentsOf: text.unicodeScalars)
                result.lines += Array(repeating: line, count: text.utf8.count { $0 == 10 })
            }
            result.text = String(output)
            return result
        }

        private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

        private func peek(_ ahead: Int) -> Unicode.Scalar? {
            index + ahead < scalars.count ? scalars[index + ahead] : nil
        }

        private mutating func step() {
            if scalars[index] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }

        /// What stands for the placeholder that begins here; nil where a comment holds something else.
        private mutating func variable(lenient: Bool) throws(Diagnostic) -> String? {
            let start = (index, line, column)
            let place = Position(line: line, column: column)
            step()
            if peek == "$" {
                step()
                return "$"
            }
            if peek == "{" {
                if let text = try braced(at: place) { return text }
            } else if let name = name() {
                return variables[name] ?? ""
            }
            let written = self.written(from: start.0)
            (index, line, column) = start
            guard lenient else { throw invalid(written, place) }
            return nil
        }

        private mutating func name() -> String? {
            guard let first = peek, isLetter(first) else { return nil }
            var name = String.UnicodeScalarView()
            while let scalar = peek, isLetter(scalar) || ("0"..."9").contains(scalar) {
                name.append(scalar)
                step()
            }
            return String(name)
        }

        private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
        }

        /// `{NAME}`, `{NAME:-default}`, `{NAME-default}`; nil for anything else.
        private mutating func braced(at place: Position) throws(Diagnostic) -> String? {
            step()
            guard let name = name() else { return nil }
            let value = variables[name]
            if peek == "}" {
                step()
                return value ?? ""
            }
            let countsEmpty = peek == ":"
            if countsEmpty { step() }
            guard peek == "-" else { return nil }
            step()
            let fallback = try fallback(at: place)
            guard let value, !(countsEmpty && value.isEmpty) else { return fallback }
            return value
        }

        /// The default up to the closing brace, placeholders in it replaced where they begin it or are in braces.
        private mutating func fallback(at place: Position) throws(Diagnostic) -> String {
            var text = String.UnicodeScalarView()
            while let scalar = peek {
                if scalar == "}" {
                    step()
                    return String(text)
                }
                let isPlaceholder = scalar == "$" && (text.isEmpty || peek(1) == "{") && peek(1) != "}"
                if isPlaceholder, let inner = try variable(lenient: false) {
                    text.append(contentsOf: inner.unicodeScalars)
                } else {
                    text.append(scalar)
                    step()
                }
            }
            throw invalid("${", place, help: "The closing brace is missing.")
        }

        private func written(from start: Int) -> String {
            var end = min(index + 1, scalars.count)
            if start + 1 < scalars.count, scalars[start + 1] == "{" {
                while end < scalars.count, scalars[end - 1] != "}", scalars[end - 1] != "\n" { end += 1 }
            }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<end].filter { $0 != "\n" })
            return String(text)
        }

        private func invalid(_ written: String, _ place: Position, help: String? = nil) -> Diagnostic {
            Diagnostic(
                "Invalid placeholder in string: line \(place.line), col \(place.column): \(written)",
                at: Span(file: file, start: place),
                help: help ?? "Write $NAME, ${NAME}, ${NAME:-default} or ${NAME-default}, and $$ for a dollar sign.")
        }
    }
}
