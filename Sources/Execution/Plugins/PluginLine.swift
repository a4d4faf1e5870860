import Diagnostics
import Values

/// A line that a plugin in Python has shown: a warning, a deprecation, or anything else.
enum PluginLine {
    case diagnostic(Diagnostic)
    case text(String)

    init(_ line: String) {
        let line = line.trimmed()
        for (mark, severity) in Self.marks where line.hasPrefix(mark) {
            self = .diagnostic(Diagnostic(String(line.dropFirst(mark.count)), severity: severity))
            return
        }
        self = .text(line)
    }

    /// The lines that came with an answer of the plugins' program.
    static func all(in answer: Dict) -> [PluginLine] {
        (answer["output"]?.sequence ?? []).map { PluginLine($0.sequence?.first?.text ?? "") }
    }

    var event: Event {
        switch self {
        case .diagnostic(let diagnostic): .diagnostic(diagnostic)
        case .text(let text): .verbose(verbosity: 0, text: text, host: nil)
        }
    }

    private static let marks: [(String, Diagnostic.Severity)] = [
        ("[WARNING]: ", .warning), ("[DEPRECATION WARNING]: ", .deprecation),
    ]
}
