import Modules
import Values

/// A file of yum repositories: sections of options, as Python's configparser reads and writes them.
struct RepositoryFile: Sendable {
    struct Section: Sendable {
        var name: String
        var options: [(name: String, value: String)]
    }

    private(set) var sections: [Section]

    /// Comments are not kept, lines that go on are.
    init(_ text: String) {
        var sections: [Section] = []
        for line in text.lines {
            let content = line.trimmed()
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            if content.hasPrefix("["), let close = content.lastIndex(of: "]"), line.first?.isWhitespace != true {
                let name = String(content[content.index(after: content.startIndex)..<close])
                sections.append(Section(name: name, options: []))
                continue
            }
            guard !sections.isEmpty else { continue }
            let last = sections.count - 1
            if line.first?.isWhitespace == true, let place = sections[last].options.indices.last {
                sections[last].options[place].value += "\n" + content
            } else if let mark = content.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                let value = content[content.index(after: mark)...].trimmed()
                sections[last].options.append((content[..<mark].trimmed().lowercased(), value))
            }
        }
        self.sections = sections
    }

    mutating func remove(_ name: String) { sections.removeAll { $0.name == name } }

    mutating func add(_ name: String, _ options: [(name: String, value: String)]) {
        sections.append(Section(name: name, options: options))
    }

    /// Sections and options in the order of their names, for comparing.
    var dump: String {
        sections.sorted { $0.name < $1.name }.map { section in
            let options = section.options.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
            return "[\(section.name)]\n" + options.map { "\($0.name) = \($0.value)\n" }.joined() + "\n"
        }.joined()
    }

    var text: String {
        sections.map { section in
            "[\(section.name)]\n"
                + section.options.map { "\($0.name) = \($0.value.replacing("\n", by: "\n\t"))\n" }.joined() + "\n"
        }.joined()
    }
}
