/// Where and what a pattern matched.
public struct Match: Sendable {
    public let regex: Regex
    /// The text that was searched.
    public let text: String
    /// The byte ranges of the whole match and of each group; nil for a group that took no part.
    public let ranges: [Range<Int>?]

    /// The byte range of the whole match in the text's UTF-8.
    public var range: Range<Int> { ranges[0] ?? 0..<0 }
    /// The matched text.
    public var matched: String { Match.slice(text, range) }
    /// The texts of all groups, without the whole match: Python's `groups()`.
    public var groups: [String?] { (1..<max(1, ranges.count)).map { self[$0] } }

    /// The text of group `number` (0 is the whole match); nil where it took no part or does not exist.
    public subscript(number: Int) -> String? {
        guard ranges.indices.contains(number), let range = ranges[number] else { return nil }
        return Match.slice(text, range)
    }

    /// The text of the group called `name`.
    public subscript(name: String) -> String? { regex.number(ofGroup: name).flatMap { self[$0] } }

    /// The range of group `number` in code points, as Python's `span()` counts.
    public func codePointRange(_ number: Int = 0) -> Range<Int>? {
        guard ranges.indices.contains(number), let range = ranges[number] else { return nil }
        let start = Match.codePoints(text, before: range.lowerBound)
        return start..<(start + Match.slice(text, range).unicodeScalars.count)
    }

    private static func codePoints(_ text: String, before offset: Int) -> Int {
        text.utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
    }

    static func slice(_ text: String, _ range: Range<Int>) -> String {
        let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
        let end = text.utf8.index(start, offsetBy: range.count)
        return String(text[start..<end])
    }
}
