import Diagnostics

import Values

/// A task that calls a module with every option it has (`ansible-doc --snippet`).
struct SnippetText {
    let page: PluginPage

    var text: String {
        let documentation = page.documentation
        let name = page.name.hasPrefix("ansible.builtin.") ? String(page.name.dropFirst(16)) : page.name
        let title = documentation["short_description"]?.text ?? name
        var lines = ["- name: \(title)", "  \(name):"]
        let options = documentation["options"]?.mapping ?? [:]
        for option in options.keys.compactMap(\.text).sorted() {
            let entry = options[.string(option)]?.mapping ?? [:]
            let about = entry["description"]
            var text = (about?.sequence ?? about.map { [$0] } ?? []).compactMap(\.text).joined(separator: " ")
            text = Markup.plain(text)
            if entry["required"]?.truth == true { text = "(required) " + text }
            let key = "      \(option):"
            let gap = String(repeating: " ", count: max(1, 29 - key.count))
            for (index, line) in text.wrapped(to: 50).enumerated() {
                lines.append(
                    index == 0 ? "\(key)\(gap)# \(line)" : String(repeating: " ", count: 29) + "# \(line)")
            }
            if text.isEmpty { lines.append(key) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
