import Modules
import Values

/// One line of a sources.list(5): `deb [options] uri suite components # comment`, possibly commented out.
struct SourceLine: Sendable, Equatable {
    var isValid = false
    var isEnabled = true
    /// Words with single spaces between them when valid, else the text as it was.
    var source: String
    var comment = ""

    init(_ line: String) {
        var rest = line.trimmed()
        if rest.hasPrefix("#") {
            isEnabled = false
            rest.removeFirst()
        }
        if let mark = rest.firstIndex(of: "#"), mark > rest.startIndex {
            comment = rest[rest.index(after: mark)...].trimmed()
            rest = String(rest[..<mark])
        }
        source = rest.trimmed()
        let words = source.words
        if let kind = words.first, kind == "deb" || kind == "deb-src" {
            isValid = true
            source = words.joined(separator: " ")
        }
    }

    var text: String { (isEnabled ? "" : "# ") + source + (comment.isEmpty ? "" : " # \(comment)") + "\n" }
}
