import Diagnostics
import Values

/// Which names variables may have: Python's identifiers of ASCII letters.
enum VariableName {
    /// What no expression can take for the name of a variable.
    private static let words: Set<String> = ["true", "false", "none", "True", "False", "None", "not"]

    /// Python's keywords, which no module of a package may be called.
    private static let reserved: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]

    static func isValid(_ name: String) -> Bool { isIdentifier(name) && !words.contains(name) }

    /// Whether the words of `namespace.collection.name` may stand for something in a collection.
    ///
    /// Only the namespace and the collection are Python packages, whose names no keyword of Python can be.
    static func areFullName(_ parts: [String]) -> Bool {
        parts.count >= 3 && parts[..<2].allSatisfy { isIdentifier($0) && !reserved.contains($0) }
            && parts[2...].allSatisfy { isWord($0) }
    }

    private static func isWord(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.utf8.first, isLetter(first) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Throws where `key` cannot name a variable.
    static func check(_ key: Value, at span: Span) throws(Diagnostic) {
        if let name = key.text, isValid(name) { return }
        let shown = key.writtenText.map { "'\($0)'" } ?? key.written
        throw Diagnostic(
            "Invalid variable name \(shown).", at: span,
            help: "Variable names must be strings starting with a letter or underscore character, and contain only "
                + "letters, numbers and underscores."
        ).asGeneralError
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
