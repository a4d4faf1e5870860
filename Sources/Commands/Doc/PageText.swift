import Diagnostics
import Regex
import Values
import YAML

/// A page as text for people.
struct PageText {
    let page: PluginPage
    let type: String
    private let width = 70

    var text: String { "> \(type.uppercased()) \(page.name) (\(page.path))\n\n" + body }

    /// What follows its name.
    var body: String {
        let documentation = page.documentation
        var text = ""
        for paragraph in Self.texts(documentation["description"] ?? documentation["short_description"]) {
            text += wrapped(paragraph, indent: 2) + "\n"
        }
        if let version = documentation["version_added"].flatMap({ try? $0.string() }) {
            text += "\nADDED IN: version \(version)\n"
        }
        if let options = documentation["options"]?.mapping, !options.isEmpty {
            text += "\nOPTIONS (= indicates it is required):\n" + entries(options, depth: 0)
        }
        text += list("NOTES", documentation["notes"])
        text += seeAlso(documentation["seealso"]?.sequence ?? [])
        let requirements = Self.texts(documentation["requirements"])
        if !requirements.isEmpty { text += "\nREQUIREMENTS:  \(requirements.joined(separator: ", "))\n" }
        let authors = Self.texts(documentation["author"] ?? documentation["authors"])
        if !authors.isEmpty { text += "\nAUTHOR: \(authors.joined(separator: ", "))\n" }
        if let examples = page.examples {
            text += "\nEXAMPLES:\n" + examples.trimmingPrefix { $0 == "\n" }
            if !text.hasSuffix("\n") { text += "\n" }
        }
        if let returns = page.returns, !returns.isEmpty { text += "\nRETURN VALUES:\n" + entries(returns, depth: 0) }
        return text
    }

    private static func texts(_ value: Value?) -> [String] {
        guard let value, !value.isNone else { return [] }
        if let items = value.sequence { return items.map { (try? $0.string()) ?? "" } }
        return [(try? value.string()) ?? ""]
    }

    private static let inner: Set<String> = ["suboptions", "options", "contains", "spec"]

    private func entries(_ options: Dict, depth: Int) -> String {
        guard depth < 12 else { return "" }
        let margin = String(repeating: " ", count: depth * 4)
        var text = ""
        let names = options.keys.compactMap(\.text).sorted()
        let column = (names.map(\.count).max() ?? 0) + 3
        for name in names {
            guard let entry = options[.string(name)]?.mapping else { continue }
            let isRequired = entry["required"]?.truth ?? false
            let gap = String(repeating: " ", count: max(2, column - name.count))
            let about = Self.texts(entry["description"]).map { wrapped($0, indent: column + depth * 4 + 2) }
            let first = about.joined(separator: "\n").trimmingPrefix { $0 == " " }
            text += "\n\(margin)\(isRequired ? "= " : "  ")\(name)\(gap)\(first)\n"
            for key in entry.keys.compactMap(\.text).sorted()
            where !["description", "required"].contains(key) && !Self.inner.contains(key) {
                text += "\(margin)        \(key): \(flow(entry[.string(key)] ?? .none))\n"
            }
            for key in Self.inner.sorted() {
                guard let inner = entry[.string(key)]?.mapping else { continue }
                text += "\(margin)        \(key):\n" + entries(inner, depth: depth + 1)
            }
        }
        return text
    }

    private func flow(_ value: Value) -> String {
        if case .string(let text) = value { return text }
        let text = (try? YAMLEmitter.text(value, YAMLOptions(flowStyle: true))) ?? ""
        return text.replacing("\n...\n", with: "").split(separator: "\n").joined(separator: " ")
    }

    private func list(_ title: String, _ value: Value?) -> String {
        let texts = Self.texts(value)
        guard !texts.isEmpty else { return "" }
        return "\n\(title):\n" + texts.map { "      * " + wrapped($0, indent: 8).drop { $0 == " " } + "\n" }.joined()
    }

    private func seeAlso(_ entries: [Value]) -> String {
        let texts = entries.compactMap(\.mapping).map { entry in
            if let module = entry["module"]?.text { return "Module \(module)" }
            if let plugin = entry["plugin"]?.text { return "\(entry["plugin_type"]?.text ?? "") plugin \(plugin)" }
            let name = entry["name"]?.text ?? entry["ref"]?.text ?? ""
            return [name, entry["description"]?.text, entry["link"]?.text].compactMap { $0 }.joined(separator: " ")
        }
        return list("SEE ALSO", texts.isEmpty ? nil : .list(texts.map { .string($0) }))
    }

    private func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        return Markup.plain(text).wrapped(to: width - indent).map { margin + $0 }.joined(separator: "\n")
    }
}

/// The marks in documentation: `C(code)`, `B(bold)`, `O(option)` and so on.
enum Markup {
    private static let rules: [(pattern: String, replacement: String)] = [
        (#"\b(?:C|O|V|E|RV|P|I)\(((?:[^()\\]|\\.)*)\)"#, "`\\1'"), (#"\bB\(([^)]*)\)"#, "*\\1*"),
        (#"\bM\(([^)]*)\)"#, "[\\1]"), (#"\bL\(([^)]*), *([^)]*)\)"#, "\\1 <\\2>"), (#"\bU\(([^)]*)\)"#, "\\1"),
        (#":(?:term|ref|doc):`([^`]*)`"#, "`\\1`"),
        (#"\bR\(([^)]*), *[^)]*\)"#, "\\1"),
        (#"\bHORIZONTALLINE\b"#, "-------------"), (#"\.\. note::"#, "Note:"), (#"\.\. seealso::"#, "See also:"),
    ]

    static func plain(_ text: String) -> String {
        var text = text
        for (pattern, replacement) in rules {
            if let regex = try? Regex.cached(pattern), let done = try? regex.substitute(replacement, in: text).text {
                text = done
            }
        }
        return text
    }
}
