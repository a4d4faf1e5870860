package import Jinja
package import Regex
package import Values

/// A regular expression of a filter or a test, compiled by Python's rules.
package struct Pattern {
    package enum Anchor: String {
        case search, match, fullmatch
    }
    private let regex: Regex

    package init(_ pattern: String, ignoresCase: Bool = false, isMultiline: Bool = false) throws(TemplateError) {
        var flags: RegexFlags = []
        if ignoresCase { flags.insert(.ignoreCase) }
        if isMultiline { flags.insert(.multiline) }
        let chosen = flags
        regex = try Self.raising { () throws(RegexError) in try Regex.cached(pattern, flags: chosen) }
    }

    private static func raising<Result>(
        _ body: () throws(RegexError) -> Result
    ) throws(TemplateError) -> Result {
        do throws(RegexError) { return try body() } catch { throw TemplateError(.value, error.message) }
    }

    package func matches(_ text: String, _ anchor: Anchor) throws(TemplateError) -> Bool {
        try Self.raising { () throws(RegexError) in
            switch anchor {
            case .search: try regex.search(text) != nil
            case .match: try regex.match(text) != nil
            case .fullmatch: try regex.fullMatch(text) != nil
            }
        }
    }

    package func search(_ text: String) throws(TemplateError) -> Match? {
        try Self.raising { () throws(RegexError) in try regex.search(text) }
    }

    package func findAll(in text: String) throws(TemplateError) -> [[String]] {
        try Self.raising { () throws(RegexError) in try regex.findAll(in: text) }
    }

    package func substitute(_ template: String, in text: String, limit: Int) throws(TemplateError) -> (
        text: String, count: Int
    ) {
        try Self.raising { () throws(RegexError) in try regex.substitute(template, in: text, limit: limit) }
    }

    package var groupCount: Int { regex.groupCount }
    package func number(ofGroup name: String) -> Int? { regex.number(ofGroup: name) }
}
