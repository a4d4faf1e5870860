import Diagnostics
import Glibc

/// The usage and the help of a command, laid out as Python's argparse does.
struct UsageText<Options> {
    private let syntax: Syntax<Options>
    private let width: Int

    init(_ syntax: Syntax<Options>) {
        self.syntax = syntax
        let columns = getenv("COLUMNS").flatMap { Int(String(cString: $0)) } ?? 80
        width = max(columns, 24) - 2
    }

    // MARK: Usage

    /// `usage: ansible [-h] [--version] … pattern`, lines broken, ended by a line break.
    var usage: String {
        let prefix = "usage: "
        let options = optionParts, words = wordParts
        let whole = prefix + ([syntax.program] + options + words).joined(separator: " ")
        guard whole.count > width else { return whole + "\n" }
        let head = prefix + syntax.program
        guard head.count <= width * 3 / 4 else {
            let indent = String(repeating: " ", count: prefix.count)
            return ([head] + lines(options + words, indent: indent, first: indent)).joined(separator: "\n") + "\n"
        }
        let indent = String(repeating: " ", count: head.count + 1)
        var result = lines([syntax.program] + options, indent: indent, first: prefix)
        if !words.isEmpty { result += lines(words, indent: indent, first: indent) }
        return result.joined(separator: "\n") + "\n"
    }

    /// The usage without the word in front of it.
    var synopsis: String { String(usage.dropFirst("usage: ".count)) }

    private var optionParts: [String] {
        var parts: [String] = []
        var seen: Set<String> = []
        let shown = syntax.arguments.filter { !$0.isPositional && $0.help != nil }
        for argument in shown {
            guard let group = argument.exclusive else {
                parts.append("[\(call(argument))]")
                continue
            }
            guard seen.insert(group).inserted else { continue }
            let members = shown.filter { $0.exclusive == group }.map(call)
            parts.append("[\(members.joined(separator: " | "))]")
        }
        return parts
    }

    private func call(_ argument: Argument<Options>) -> String {
        let value = self.value(argument)
        return argument.names[0] + (value.isEmpty ? "" : " " + value)
    }

    private var wordParts: [String] {
        let words = syntax.arguments.filter(\.isPositional).map(value)
        guard !syntax.choices.isEmpty else { return words }
        return words + [choicesLabel, "..."]
    }

    private var choicesLabel: String {
        syntax.showsChoicePlaceholder
            ? syntax.choicePlaceholder : "{\(syntax.choices.map(\.name).joined(separator: ","))}"
    }

    private func value(_ argument: Argument<Options>) -> String {
        let name = argument.placeholder
        return switch argument.arity {
        case .none: ""
        case .one: name
        case .optional: "[\(name)]"
        case .any: "[\(name) ...]"
        case .some: "\(name) [\(name) ...]"
        }
    }

    private func lines(_ parts: [String], indent: String, first: String) -> [String] {
        var lines: [String] = []
        var line: [String] = []
        var length = first.count - 1
        for part in parts {
            if length + 1 + part.count > width, !line.isEmpty {
                lines.append((lines.isEmpty ? first : indent) + line.joined(separator: " "))
                line = []
                length = indent.count - 1
            }
            line.append(part)
            length += part.count + 1
        }
        if !line.isEmpty { lines.append((lines.isEmpty ? first : indent) + line.joined(separator: " ")) }
        return lines
    }

    // MARK: Help

    /// Usage, description, the arguments section by section, the epilog.
    var help: String {
        var text = usage + "\n"
        func add(_ title: String, _ note: String, _ entries: [(String, String)]) {
            guard !entries.isEmpty else { return }
            text += "\(title):\n"
            if !note.isEmpty { text += "  \(note)\n\n" }
            text += entries.map(entry).joined() + "\n"
        }
        if !syntax.description.isEmpty {
            text += syntax.description.wrapped(to: width).joined(separator: "\n") + "\n\n"
        }
        let shown = syntax.arguments.filter { $0.help != nil }
        let plain = shown.filter { $0.section == nil }
        var words = plain.filter(\.isPositional).map { ($0.placeholder, $0.help ?? "") }
        if !syntax.choices.isEmpty {
            words.append((choicesLabel, ""))
            words += syntax.choices.map { ("  " + $0.name, $0.help) }
        }
        add("positional arguments", "", words)
        add("options", "", options(plain))
        var titles: [Argument<Options>.Section] = []
        for section in shown.compactMap(\.section) where !titles.contains(section) { titles.append(section) }
        for section in titles { add(section.title, section.text, options(shown.filter { $0.section == section })) }
        if !syntax.epilog.isEmpty { text += syntax.epilog.wrapped(to: width).joined(separator: "\n") + "\n" }
        while text.hasSuffix("\n\n") { text.removeLast() }
        return text
    }

    private func options(_ arguments: [Argument<Options>]) -> [(String, String)] {
        arguments.filter { !$0.isPositional }.sorted { $0.names.lexicographicallyPrecedes($1.names) }.map { argument in
            let value = self.value(argument)
            let names = argument.names.map { value.isEmpty ? $0 : "\($0) \(value)" }
            return (names.joined(separator: ", "), argument.help ?? "")
        }
    }

    private func entry(_ name: String, _ help: String) -> String {
        let column = 24
        let lines = help.wrapped(to: max(width - column, 11))
        let indent = String(repeating: " ", count: column)
        var text = "  " + name
        guard let first = lines.first else { return text + "\n" }
        if text.count <= column - 2 {
            text += String(repeating: " ", count: column - text.count) + first + "\n"
        } else {
            text += "\n" + indent + first + "\n"
        }
        return text + lines.dropFirst().map { indent + $0 + "\n" }.joined()
    }
}
