/// The parts of a host pattern: `web:&staging:!db[0]`, `a,b`, or a list of such texts.
enum PatternList {
    /// The single patterns in `texts`, in order.
    static func split(_ texts: [String]) -> [String] {
        texts.flatMap { split($0) }
    }

    private static func split(_ text: String) -> [String] {
        if text.contains(",") { return trimmed(text.split(separator: ",")) }
        if HostAddress(text, allowRanges: true) != nil { return trimmed([text[...]]) }
        return trimmed(parts(text))
    }

    /// Cuts at colons and blanks outside brackets.
    private static func parts(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex, index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if character == "[", let close = text[index...].firstIndex(of: "]") {
                index = text.index(after: close)
                continue
            }
            let next = text.index(after: index)
            if character == ":" || character == "[" || character == "]" || character.isWhitespace {
                parts.append(text[start..<index])
                start = next
            }
            index = next
        }
        parts.append(text[start...])
        return parts
    }

    private static func trimmed(_ parts: [Substring]) -> [String] {
        parts.map { String($0.trimming()) }.filter { !$0.isEmpty }
    }

    /// Plain patterns first, then `&`, then `!`; where there are only such, `all` comes first.
    static func ordered(_ patterns: [String]) -> [String] {
        let excluded = patterns.filter { $0.hasPrefix("!") }
        let required = patterns.filter { $0.hasPrefix("&") }
        let plain = patterns.filter { !$0.isEmpty && !$0.hasPrefix("!") && !$0.hasPrefix("&") }
        let narrowing = required + excluded
        return (plain.isEmpty && !narrowing.isEmpty ? ["all"] : plain) + narrowing
    }
}

extension Substring {
    /// Without white space at both ends.
    func trimming() -> Substring {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return self[start...end]
    }
}
