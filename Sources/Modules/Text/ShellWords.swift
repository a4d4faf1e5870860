/// Splitting and quoting as Python's `shlex` does it, by the rules of a POSIX shell without expansion.
public enum ShellWords {
    /// Why a text cannot be split, in Python's words.
    public struct Malformed: Error, Sendable {
        public let message: String
    }

    private enum State: Equatable { case between, word, quoted(UInt8), escaped(inQuotes: Bool), comment }

    /// The words of `text`; with `comments`, `#` starts a comment at any place outside quotes.
    public static func split(_ text: String, comments: Bool = false) throws(Malformed) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var state = State.between
        let (single, double) = (UInt8(ascii: "'"), UInt8(ascii: "\""))
        let (backslash, hash, newline) = (UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "\n"))
        func flush() {
            words.append(String(decoding: word, as: UTF8.self))
            word = []
        }
        for byte in text.utf8 {
            switch state {
            case .comment:
                if byte == newline { state = .between }
            case .between, .word:
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), newline:
                    if state == .word { flush() }
                    state = .between
                case hash where comments:
                    if state == .word { flush() }
                    state = .comment
                case single, double: state = .quoted(byte)
                case backslash: state = .escaped(inQuotes: false)
                default:
                    word.append(byte)
                    state = .word
                }
            case .quoted(let quote):
                if byte == quote {
                    state = .word
                } else if byte == backslash, quote == double {
                    state = .escaped(inQuotes: true)
                } else {
                    word.append(byte)
                }
            case .escaped(let inQuotes):
                if inQuotes, byte != backslash, byte != double { word.append(backslash) }
                word.append(byte)
                state = inQuotes ? .quoted(double) : .word
            }
        }
        switch state {
        case .quoted: throw Malformed(message: "No closing quotation")
        case .escaped: throw Malformed(message: "No escaped character")
        case .word: flush()
        case .between, .comment: break
        }
        return words
    }

    /// What follows the first word of `text`, as it is written.
    public static func rest(of text: String) -> String {
        var bytes = text.utf8[...].drop { " \t\r\n".utf8.contains($0) }
        var quote: UInt8?
        while let byte = bytes.first {
            if quote == nil, " \t\r\n".utf8.contains(byte) { break }
            bytes.removeFirst()
            if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                bytes = bytes.dropFirst()
            } else if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `word` so that a shell reads it as one word.
    public static func quote(_ word: String) -> String {
        let isSafe = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_@%+=:,./-".utf8.contains(byte)
            }
        }
        if !word.isEmpty, word.utf8.allSatisfy(isSafe) { return word }
        return "'" + word.replacing("'", by: "'\"'\"'") + "'"
    }

    /// Words quoted and joined by spaces.
    public static func join(_ words: [String]) -> String { words.map(quote).joined(separator: " ") }
}
