import Jinja
import Loading
import Regex
import Templating
import Values

/// `fact_diff` of ansible.utils: what changed between two texts, lists or dicts, as the text of a list of lines.
enum FactDiffFilter {
    static let rows = [
        FilterRow("fact_diff", taking: ["after", "plugin", "common"]) {
            call throws(TemplateError) in
            guard call["after"] != nil else { throw call.failure("['missing required arguments: after']") }
            let plugin = call["plugin"]?.mapping ?? [:]
            if let name = plugin["name"], name != "ansible.utils.native" {
                throw call.failure("cannot access local variable 'result' where it is not associated with a value")
            }
            let skipped = try patterns(plugin["vars"]?.mapping?["skip_lines"] ?? .none)
            let before = try lines(of: call.input, without: skipped)
            let after = try lines(of: call["after"] ?? .none, without: skipped)
            var diff = UnifiedDiff.lines(
                before, after, from: "before", to: "after", context: max(before.count, after.count))
            let isEmpty = diff.isEmpty
            if call.flag("common") { diff.removeAll { $0.hasPrefix("+") || $0.hasPrefix("-") } }
            let text = try withoutColours(diff.joined() + (isEmpty ? "" : "\n"))
            let shown = PythonText.lines(text).map { Value.string($0) }
            return .string(try Value.list(shown).pythonRepresentation())
        }
    ]

    private static func patterns(_ value: Value) throws(TemplateError) -> [Pattern] {
        guard value.truth else { return [] }
        var patterns: [Pattern] = []
        for text in try (value.sequence == nil ? [value] : value.pythonElements()) {
            let text = try text.python()
            do throws(TemplateError) { patterns.append(try Pattern(text)) } catch {
                throw TemplateError(
                    .plugin,
                    "Error when using filter plugin 'fact_diff': The regex '\(text)', is not valid. "
                        + "The error was \(error.message).")
            }
        }
        return patterns
    }

    /// The lines with their ends, as a diff compares them.
    private static func lines(of value: Value, without skipped: [Pattern]) throws(TemplateError) -> [String] {
        var value = value
        if !skipped.isEmpty {
            let texts = value.text.map { PythonText.lines($0).map { Value.string($0) } }
            let all = if let texts { texts } else { try value.pythonElements() }
            var kept: [Value] = []
            for line in all {
                let text = try line.python()
                var isSkipped = false
                for pattern in skipped where !isSkipped { isSkipped = try pattern.matches(text, .match) }
                if !isSkipped { kept.append(line) }
            }
            value = .list(kept)
        }
        switch value {
        case .none: return []
        case .string(let text): return UnifiedDiff.lines(of: text)
        case .list(let list):
            var text = ""
            for item in list.items { text += (text.isEmpty ? "" : "\n") + (try item.python()) }
            return UnifiedDiff.lines(of: text + "\n")
        case .dict:
            let plain = try JSONSettings.plain(value, skipsKeys: false)
            let text = try raising { () throws(ValueError) in
                try JSON.text(plain, JSONOptions(indent: "    ", sortKeys: true))
            }
            return UnifiedDiff.lines(of: text + "\n")
        default:
            throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute 'splitlines'")
        }
    }

    private static func withoutColours(_ text: String) throws(TemplateError) -> String {
        guard text.contains("\u{1B}") else { return text }
        return try Pattern("\\x1B[@-_][0-?]*[ -/]*[@-~]").substitute("", in: text, limit: 0).text
    }
}
