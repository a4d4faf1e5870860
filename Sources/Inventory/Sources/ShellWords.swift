public import Diagnostics

/// Words as a POSIX shell splits them, with comments; after Python's shlex.split.
public enum ShellWords {
    /// Throws for a quote that is never closed.
    public static func split(_ text: some StringProtocol) throws(Diagnostic) -> [String] {
        var words: [String] = []
        var word: String?
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "#":
                rest = rest[rest.endIndex...]
            case "\\":
                guard let next = rest.popFirst() else { throw Diagnostic("No escaped character") }
                word = (word ?? "") + String(next)
            case "'", "\"":
                word = (word ?? "") + (try quoted(by: character, &rest))
            case _ where character.isWhitespace:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let word { words.append(word) }
        return words
    }

    private static func quoted<Text: StringProtocol>(
        by quote: Character, _ rest: inout Text
    ) throws(Diagnostic) -> String where Text.SubSequence == Text {
        var text = ""
        while let character = rest.popFirst() {
            if character == quote { return text }
            if character == "\\", quote == "\"" {
                guard let next = rest.popFirst() else { throw Diagnostic("No escaped character") }
                text += next == "\"" || next == "\\" ? String(next) : "\\\(next)"
            } else {
                text.append(character)
            }
        }
        throw Diagnostic("No closing quotation")
    }
}
