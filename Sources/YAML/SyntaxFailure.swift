import Diagnostics

/// A text that is no YAML, told in ansible-core's words with the hints that it gives for the usual slips.
struct SyntaxFailure {
    private let problem: String
    private let span: Span

    init(_ problem: String, at span: Span) {
        self.problem = problem
        self.span = span
    }

    var diagnostic: Diagnostic {
        let number = Int(span.start.line)
        let line = (span.file.line(number) ?? "").unicodeScalars.map { $0 }
        for hint in SyntaxHint.all {
            guard let column = hint.column(line) else { continue }
            let place = Span(file: span.file, start: Position(line: number, column: column + 1))
            return Diagnostic("YAML parsing failed: \(hint.message)", at: place, help: hint.help)
        }
        return Diagnostic("YAML parsing failed: \(SyntaxFailure.sentence(problem))", at: span)
    }

    /// Runs of white space made one blank, a capital letter first and a full stop last.
    static func sentence(_ text: String) -> String {
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst() + (words.hasSuffix(".") ? "" : ".")
    }
}
