/// Names of plugins with what they are for, or with their files, a line each (`ansible-doc --list`).
struct PluginListing {
    /// Names and texts, in the order of the names.
    let entries: [(name: String, text: String)]
    /// Whether texts may be cut to fit.
    let cutsTexts: Bool
    /// The width of the screen.
    let columns: Int

    var text: String {
        let width = entries.map(\.name.count).max() ?? 0
        let room = columns - width - 5
        var (lines, deprecated): ([String], [String]) = ([], [])
        for (name, text) in entries {
            let shown = cutsTexts ? text.shortened(to: room) : text
            // Files of plugins that are deprecated begin with an underscore.
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            let isDeprecated = name.hasPrefix("ansible.") && parts.last?.hasPrefix("_") == true
            let plain =
                isDeprecated ? (parts.dropLast() + [parts[parts.count - 1].dropFirst()]).joined(separator: ".") : name
            let line = Self.padded(plain, to: width) + " " + Self.padded(shown, to: abs(room))
            if isDeprecated { deprecated.append(line) } else { lines.append(line) }
        }
        return (lines + (deprecated.isEmpty ? [] : ["\nDEPRECATED:"] + deprecated)).joined(separator: "\n")
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
