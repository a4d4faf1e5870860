import System
import Values

/// Pieces of the POSIX shell text that a ``ShellSystem`` sends.
enum ShellText {
    /// A path as one word, never taken for an option.
    static func path(_ path: String) -> String {
        ShellQuote.quoted(path.hasPrefix("/") ? path : "./\(path)")
    }

    /// Ends a call with an error of the machine.
    static func fail(_ code: Int32) -> String { "{ echo '\(ShellError.word) \(code)' >&2; exit 1; }" }

    /// A definition of the function `name` that prints `bytes`; they stand in the text, never in an argument list.
    static func function(_ name: String, printing bytes: [UInt8], hasBase64: Bool) -> String {
        guard !bytes.isEmpty else { return "\(name)() { :; }" }
        let lines = hasBase64 ? ["base64 -d <<'\(end)'"] + base64(bytes) + [end] : octal(bytes)
        return "\(name)() {\n\(lines.joined(separator: "\n"))\n}"
    }

    /// No line of Base64 is this.
    private static let end = "_end_"

    private static func base64(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 3000).map {
            Base64.encode(Array(bytes[$0..<min($0 + 3000, bytes.count)]))
        }
    }

    private static func octal(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 500).map { start in
            let digits = bytes[start..<min(start + 500, bytes.count)].map { byte in
                let text = String(byte, radix: 8)
                return "\\" + String(repeating: "0", count: 3 - text.count) + text
            }
            return "printf '\(digits.joined())'"
        }
    }

    /// Whether a shell can set a variable of this name.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// A pattern of glob(7) as the shell expands it: everything but the wildcards quoted.
    static func glob(_ pattern: String) -> String {
        var text = ""
        var literal = ""
        func flush() {
            if !literal.isEmpty { text += ShellQuote.quoted(literal) }
            literal = ""
        }
        var rest = Substring(pattern)
        while let character = rest.popFirst() {
            switch character {
            case "\\": if let next = rest.popFirst() { literal.append(next) }
            case "*", "?":
                flush()
                text.append(character)
            case "[":
                guard let set = bracket(&rest) else {
                    literal.append(character)
                    continue
                }
                flush()
                text += set
            default: literal.append(character)
            }
        }
        flush()
        return text
    }

    /// What follows a `[` up to its `]`; nil where none comes before the next slash.
    private static func bracket(_ rest: inout Substring) -> String? {
        var place = rest.startIndex
        var text = "["
        if place < rest.endIndex, rest[place] == "!" || rest[place] == "^" {
            text += "!"
            place = rest.index(after: place)
        }
        let first = place
        while place < rest.endIndex, rest[place] != "/" {
            let character = rest[place]
            place = rest.index(after: place)
            if character == "]", place > rest.index(after: first) || rest[first] != "]" {
                rest = rest[place...]
                return text + "]"
            }
            let isPlain = character.isASCII && (character.isLetter || character.isNumber || "-:[]".contains(character))
            text += isPlain ? String(character) : ShellQuote.quoted(String(character))
        }
        return nil
    }
}
