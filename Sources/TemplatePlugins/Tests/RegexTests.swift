import Jinja
import Templating
import Values

/// `match`, `search`, `regex`.
enum RegexTests {
    static let rows = [
        row("match", .match), row("search", .search),
        TestRow("regex", taking: ["pattern", "ignorecase", "multiline", "match_type"]) { call throws(TemplateError) in
            let kind = try call.text("match_type", "search")
            guard let anchor = Pattern.Anchor(rawValue: kind) else {
                throw TemplateError(.type, "'str' object is not callable")
            }
            return try matches(call, anchor)
        },
    ]

    private static func row(_ name: String, _ anchor: Pattern.Anchor) -> TestRow {
        TestRow(name, taking: ["pattern", "ignorecase", "multiline"]) { call throws(TemplateError) in
            try matches(call, anchor)
        }
    }

    private static func matches(_ call: PluginCall, _ anchor: Pattern.Anchor) throws(TemplateError) -> Bool {
        let given = call["pattern"] ?? ""
        guard case .string(let text) = given else {
            throw TemplateError(.type, "first argument must be string or compiled pattern")
        }
        let pattern = try Pattern(
            text, ignoresCase: call.flag("ignorecase"), isMultiline: call.flag("multiline"))
        return try pattern.matches(try call.inputText(), anchor)
    }
}
