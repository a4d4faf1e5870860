import Diagnostics

/// Arguments written as one text: `src=a dest="b c"`, and for commands the text itself with a few options in it.
struct FreeFormArguments {
    /// Options in the order written, unquoted.
    var options: [(name: String, value: String)] = []
    /// What was no option, as it was written; nil where there is none.
    var rawText: String?

    /// The options that a command's text may hold.
    private static let commandOptions: Set<String> = [
        "creates", "removes", "chdir", "executable", "warn", "stdin", "stdin_add_newline", "strip_empty_ends",
    ]

    /// - Parameter isCommand: whether words such as `a=b` belong to the text, unless they are options of commands.
    init(_ text: String, isCommand: Bool) throws(Diagnostic) {
        var raw: [String] = []
        for original in try ArgumentSplitter.split(text) {
            let word = Self.decodeEscapes(original)
            guard word.contains("=") else {
                raw.append(original)
                continue
            }
            guard let equals = Self.unescapedEquals(in: word) else {
                raw.append(Self.replacing("\\=", by: "=", in: word))
                continue
            }
            let name = String(word[..<equals])
            if isCommand, !Self.commandOptions.contains(name) {
                raw.append(original)
            } else {
                let value = word[word.index(after: equals)...]
                set(name.trimmingBlanks, Self.unquoted(value.trimmingBlanks))
            }
        }
        if !raw.isEmpty { rawText = ArgumentSplitter.join(raw) }
    }

    private mutating func set(_ name: String, _ value: String) {
        if let index = options.firstIndex(where: { $0.name == name }) {
            options[index].value = value
        } else {
            options.append((name, value))
        }
    }

    /// The first `=` that is neither the first character nor follows a backslash.
    private static func unescapedEquals(in word: String) -> String.Index? {
        var before: Character?
        for index in word.indices {
            if word[index] == "=", let before, before != "\\" { return index }
            before = word[index]
        }
        return nil
    }

    /// Without the quotes around it, where the same quote stands at both ends and the last is not escaped.
    static func unquoted(_ text: String) -> String {
        guard text.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" else {
            return text
        }
        let inner = text.dropFirst().dropLast()
        return inner.last == "\\" ? text : String(inner)
    }

    private static func replacing(_ old: String, by new: String, in text: String) -> String {
        var result = "", rest = text[...]
        while let range = rest.firstRange(of: old) {
            result += rest[..<range.lowerBound] + new
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private static let simpleEscapes: [Character: Character] = [
        "\\": "\\", "'": "'", "\"": "\"", "a": "\u{7}", "b": "\u{8}", "f": "\u{c}", "n": "\n", "r": "\r", "t": "\t",
        "v": "\u{b}",
    ]
    private static let hexLengths: [Character: Int] = ["x": 2, "u": 4, "U": 8]

    /// Python's escapes of one character and by number; any other backslash stays.
    static func decodeEscapes(_ text: String) -> String {
        guard text.contains("\\") else { return text }
        var result = "", rest = text[...]
        while let slash = rest.firstIndex(of: "\\") {
            result += rest[..<slash]
            rest = rest[rest.index(after: slash)...]
            guard let kind = rest.first else {
                result.append("\\")
                break
            }
            let behind = rest.dropFirst()
            if let character = simpleEscapes[kind] {
                result.append(character)
                rest = behind
            } else if let length = hexLengths[kind], let scalar = hexScalar(behind.prefix(length), length) {
                result.unicodeScalars.append(scalar)
                rest = behind.dropFirst(length)
            } else {
                result.append("\\")
            }
        }
        return result + rest
    }

    private static func hexScalar(_ digits: Substring, _ length: Int) -> Unicode.Scalar? {
        guard digits.count == length, digits.allSatisfy(\.isHexDigit) else { return nil }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
