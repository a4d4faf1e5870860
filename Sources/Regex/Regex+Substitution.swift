extension Regex {
    /// Python's `sub`: every match (at most `limit` where it is above 0) replaced by `template`.
    ///
    /// The template knows `\1`, `\g<1>`, `\g<name>` and the usual escapes. Throws in Python's words where it is wrong.
    public func substitute(
        _ template: String, in text: String, limit: Int = 0
    ) throws(RegexError) -> (text: String, count: Int) {
        let template = try SubstitutionTemplate(template, for: self)
        return try substitute(in: text, limit: limit) { match in template.expand(match) }
    }

    /// Every match (at most `limit` where it is above 0) replaced by what `replacement` makes of it.
    public func substitute(
        in text: String, limit: Int = 0, with replacement: (Match) -> String
    ) throws(RegexError) -> (text: String, count: Int) {
        let found = try matches(in: text, limit: limit > 0 ? limit : .max)
        if found.isEmpty { return (text, 0) }
        var result = ""
        var end = 0
        for match in found {
            result += Match.slice(text, end..<match.range.lowerBound)
            result += replacement(match)
            end = match.range.upperBound
        }
        result += Match.slice(text, end..<text.utf8.count)
        return (result, found.count)
    }
}

extension Match {
    /// Python's `match.expand(template)`.
    public func expand(_ template: String) throws(RegexError) -> String {
        try SubstitutionTemplate(template, for: regex).expand(self)
    }
}
