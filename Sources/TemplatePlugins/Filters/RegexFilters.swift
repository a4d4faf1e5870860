import Jinja
import Regex
import Templating
import Values

/// `regex_replace`, `regex_search`, `regex_findall`, `regex_escape`.
enum RegexFilters {
    static let rows = [
        FilterRow(
            "regex_replace",
            taking: ["pattern", "replacement", "ignorecase", "multiline", "count", "mandatory_count"], replace),
        FilterRow(
            "regex_search", taking: Signature(parameters: ["regex"], required: 1, takesRest: true, takesKeywords: true),
            search),
        FilterRow(
            "regex_findall", taking: Signature(parameters: ["regex", "multiline", "ignorecase"], required: 1)
        ) { call throws(TemplateError) in
            let found = try pattern(call, "regex").findAll(in: try call.inputText())
            return .list(
                found.map { groups in
                    groups.count == 1 ? .string(groups[0]) : .tuple(groups.map { .string($0) })
                })
        },
        FilterRow("regex_escape", taking: ["re_type"]) { call throws(TemplateError) in
            let text = try call.inputText(), kind = try call.text("re_type", "python")
            switch kind {
            case "python": return .string(Regex.escape(text))
            case "posix_basic":
                let special = Set("[].^$*\\")
                return .string(text.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined())
            case "posix_extended": throw call.failure("Regex type (\(kind)) not yet implemented")
            default: throw call.failure("Invalid regex type (\(kind))")
            }
        },
    ]

    private static func pattern(_ call: PluginCall, _ name: String) throws(TemplateError) -> Pattern {
        guard let value = call[name] else { return try Pattern("") }
        guard case .string(let text) = value else {
            throw TemplateError(.type, "first argument must be string or compiled pattern")
        }
        return try Pattern(text, ignoresCase: call.flag("ignorecase"), isMultiline: call.flag("multiline"))
    }

    private static func replace(_ call: PluginCall) throws(TemplateError) -> Value {
        let text = try call.inputText()
        let limit = try call.integer("count") ?? 0, expected = try call.integer("mandatory_count") ?? 0
        let replacement = call["replacement"] ?? ""
        guard case .string(let template) = replacement else {
            throw TemplateError(
                .type, "expected str instance, \(replacement.typeName) found")
        }
        let result = try pattern(call, "pattern").substitute(template, in: text, limit: limit)
        guard expected == 0 || expected == result.count else {
            throw call.failure(
                "'\(try call.text("pattern", ""))' should match \(expected) times, but matches \(limit) times "
                    + "in '\(text)'")
        }
        return .string(result.text)
    }

    private static func search(_ call: PluginCall) throws(TemplateError) -> Value {
        let flags = Dictionary(call.keywords.map { ($0.name, $0.value.truth) }) { $1 }
        guard case .string(let source)? = call["regex"] else {
            throw TemplateError(.type, "first argument must be string or compiled pattern")
        }
        let pattern = try Pattern(
            source, ignoresCase: flags["ignorecase"] ?? false, isMultiline: flags["multiline"] ?? false)
        var wanted: [Group] = []
        for argument in call.rest { wanted.append(try Group(try argument.python())) }
        guard let match = try pattern.search(try call.inputText()) else { return .none }
        guard !wanted.isEmpty else { return .string(match.matched) }
        var items: [Value] = []
        for group in wanted { items.append(try group.text(in: match, pattern).map { .string($0) } ?? .none) }
        return .list(items)
    }

    /// A group asked for as `\\1` or `\\g<name>`.
    private enum Group {
        case number(Int)
        case name(String)

        init(_ text: String) throws(TemplateError) {
            if text.hasPrefix("\\g"), let end = text.lastIndex(of: ">"), text.hasPrefix("\\g<") {
                self = .name(String(text.dropFirst(3)[..<end]))
            } else if text.hasPrefix("\\"), let number = Int(text.dropFirst().prefix(while: \.isNumber)) {
                self = .number(number)
            } else {
                throw TemplateError(.plugin, "Unknown argument")
            }
        }

        func text(in match: Match, _ pattern: Pattern) throws(TemplateError) -> String? {
            switch self {
            case .number(let number) where number <= pattern.groupCount: return match[number]
            case .name(let name):
                if let number = pattern.number(ofGroup: name) { return match[number] }
                if let number = Int(name), number <= pattern.groupCount { return match[number] }
                fallthrough
            default: throw TemplateError(.index, "no such group")
            }
        }
    }
}
