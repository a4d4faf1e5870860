import CPCRE2

extension Regex {
    /// The first match anywhere at or after the byte offset `start`. Throws where the search takes too many steps.
    public func search(_ text: String, from start: Int = 0) throws(RegexError) -> Match? {
        try find(text, from: start, options: 0)
    }

    /// A match at the very start of `text`.
    public func match(_ text: String) throws(RegexError) -> Match? {
        try find(text, from: 0, options: UInt32(PCRE2_ANCHORED))
    }

    /// A match of the whole of `text`.
    public func fullMatch(_ text: String) throws(RegexError) -> Match? {
        try find(text, from: 0, options: UInt32(PCRE2_ANCHORED) | UInt32(PCRE2_ENDANCHORED))
    }

    /// All matches that do not overlap, from left to right: Python's `finditer`.
    public func matches(in text: String, limit: Int = .max) throws(RegexError) -> [Match] {
        var found: [Match] = []
        var start = 0
        var options: UInt32 = 0
        while found.count < limit, let match = try find(text, from: start, options: options) {
            found.append(match)
            start = match.range.upperBound
            options = match.range.isEmpty ? UInt32(PCRE2_NOTEMPTY_ATSTART) : 0
        }
        return found
    }

    /// What Python's `findall` gives for each match: the match without groups, else the groups, unset ones empty.
    public func findAll(in text: String) throws(RegexError) -> [[String]] {
        try matches(in: text).map { match in
            groupCount == 0 ? [match.matched] : match.groups.map { $0 ?? "" }
        }
    }

    /// The texts between matches, with the groups' texts in between; at most `limit` splits where it is above 0.
    public func split(_ text: String, limit: Int = 0) throws(RegexError) -> [String?] {
        var parts: [String?] = []
        var end = 0
        for match in try matches(in: text, limit: limit > 0 ? limit : .max) {
            parts.append(Match.slice(text, end..<match.range.lowerBound))
            parts += match.groups
            end = match.range.upperBound
        }
        parts.append(Match.slice(text, end..<text.utf8.count))
        return parts
    }

    private func find(_ text: String, from start: Int, options: UInt32) throws(RegexError) -> Match? {
        var text = text
        guard start >= 0, start <= text.utf8.count else { return nil }
        guard let data = pcre2_match_data_create_8(UInt32(groupCount + 1), nil) else { return nil }
        defer { pcre2_match_data_free_8(data) }
        let options = options | UInt32(PCRE2_NO_UTF_CHECK)
        let status = text.withUTF8 { bytes in
            withUnsafePointer(to: UInt8(0)) { empty in
                let subject = bytes.baseAddress ?? empty
                let status = pcre2_match_8(code, subject, bytes.count, start, options, data, limits)
                guard status == PCRE2_ERROR_JIT_STACKLIMIT else { return status }
                return pcre2_match_8(
                    code, subject, bytes.count, start, options | UInt32(PCRE2_NO_JIT), data, limits)
            }
        }
        if status == PCRE2_ERROR_NOMATCH { return nil }
        guard status >= 0 else { throw RegexError(Regex.describe(status)) }
        return Match(regex: self, text: text, ranges: ranges(data, set: Int(status)))
    }

    private func ranges(_ data: OpaquePointer, set: Int) -> [Range<Int>?] {
        guard let vector = pcre2_get_ovector_pointer_8(data) else { return [] }
        return (0...groupCount).map { group in
            let start = vector[2 * group]
            let end = vector[2 * group + 1]
            guard group < set, start >= 0, start <= end else { return nil }
            return Int(start)..<Int(end)
        }
    }
}
