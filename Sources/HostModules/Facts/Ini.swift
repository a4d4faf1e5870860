import Modules
import Values

/// INI text by the rules of Python's configparser: names in lower case, continued lines, `DEFAULT` shared by all.
enum Ini {
    /// A dict of dicts; nil where the text is not INI.
    static func parse(_ text: String) -> Dict? {
        var sections: [(name: String, options: Dict)] = []
        var shared: Dict = [:]
        var current: Int?
        var inDefault = false
        var last: Value?
        func append(_ name: Value, _ value: String) {
            if inDefault {
                shared[name] = .string(value)
            } else if let current {
                sections[current].options[name] = .string(value)
            }
        }
        for line in text.lines {
            let content = line.trimmed()
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if line.first?.isWhitespace == true, let last {
                let options = inDefault ? shared : current.map { sections[$0].options } ?? [:]
                append(last, (options[last]?.text ?? "") + "\n" + content)
                continue
            }
            if content.hasPrefix("["), let close = content.lastIndex(of: "]") {
                let name = String(content[content.index(after: content.startIndex)..<close])
                inDefault = name == "DEFAULT"
                last = nil
                if inDefault { continue }
                if sections.contains(where: { $0.name == name }) { return nil }
                sections.append((name, [:]))
                current = sections.count - 1
                continue
            }
            guard inDefault || current != nil, let separator = content.firstIndex(where: { $0 == "=" || $0 == ":" })
            else {
                return nil
            }
            let name = Value.string(content[..<separator].trimmed().lowercased())
            append(name, content[content.index(after: separator)...].trimmed())
            last = name
        }
        var result: Dict = [:]
        for section in sections {
            result[.string(section.name)] = .dict(section.options.merging(shared) { own, _ in own })
        }
        return result
    }
}
