import Diagnostics
import Loading
import Templating
import Values

/// Inventories in INI form.
enum INISource: InventorySource {
    static let name = "ini"

    static func accepts(_ source: String, _ context: InventoryContext) -> Bool {
        !source.hasSuffix(".toml") && context.files.exists(source)
    }

    static func parse(
        _ source: String, into inventory: inout Inventory, _ context: InventoryContext
    ) throws(Diagnostic) {
        var reader = INIReader(source: try context.files.source(at: source))
        do {
            try reader.read(into: &inventory, context)
        } catch {
            throw Diagnostic(
                "Failed to parse inventory: \(error.message)",
                at: Span(file: reader.source, start: Position(line: reader.line, column: 1)))
        }
    }
}

/// Reads one INI inventory, line by line.
struct INIReader {
    let source: SourceFile
    private(set) var line = 0
    private var group = "ungrouped"
    private var section = Section.hosts
    /// Groups that were named before they were defined.
    private var pending: [(name: String, line: Int, section: Section, parents: [String])] = []

    private enum Section: String { case hosts, children, vars }

    init(source: SourceFile) { self.source = source }

    mutating func read(into inventory: inout Inventory, _ context: InventoryContext) throws(Diagnostic) {
        for text in source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            line += 1
            let text = text.trimming()
            guard let first = text.first, first != "#", first != ";" else { continue }
            if first == "[", let (name, kind) = Self.sectionHead(text) {
                try startSection(context.groupName(name), kind, in: &inventory)
            } else if first == "[", text.last == "]" {
                throw Diagnostic(
                    "Invalid section entry: '\(text)'. Please make sure that there are no spaces in the section "
                        + "entry, and that there are no other invalid characters")
            } else {
                try readEntry(text, into: &inventory)
            }
        }
        guard let open = pending.first else { return }
        line = open.line
        if open.section == .vars {
            throw Diagnostic("Section [\(open.name):vars] not valid for undefined group '\(open.name)'.")
        }
        let parent = open.parents.last ?? ""
        throw Diagnostic("Section [\(parent):children] includes undefined group '\(open.name)'.")
    }

    /// `[name]` or `[name:kind]`, possibly with a comment behind; nil for anything else, such as a bracketed address.
    private static func sectionHead(_ text: Substring) -> (name: String, kind: String)? {
        guard let close = text.firstIndex(of: "]"), isComment(text[text.index(after: close)...]) else { return nil }
        let parts = text[..<close].dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty, parts.count <= 2, !name.contains(where: \.isWhitespace) else {
            return nil
        }
        return (String(name), parts.count == 2 ? String(parts[1]) : "hosts")
    }

    private mutating func startSection(
        _ name: String, _ kind: String, in inventory: inout Inventory
    ) throws(Diagnostic) {
        group = name
        guard let found = Section(rawValue: kind) else {
            throw Diagnostic("Section [\(group):\(kind)] has unknown type: \(kind)")
        }
        section = found
        if inventory.groups[group] == nil {
            if section == .vars, !pending.contains(where: { $0.name == group }) {
                pending.append((group, line, .vars, []))
            }
            inventory.addGroup(group)
        }
        guard section != .vars, let index = pending.firstIndex(where: { $0.name == group }) else { return }
        if pending[index].section == .children {
            try settle(group, in: &inventory)
        } else {
            pending.remove(at: index)
        }
    }

    private static func isComment(_ text: Substring) -> Bool {
        let text = text.trimming()
        return text.isEmpty || text.hasPrefix("#")
    }

    /// Puts a group that is defined now under the groups that named it before.
    private mutating func settle(_ name: String, in inventory: inout Inventory) throws(Diagnostic) {
        guard let index = pending.firstIndex(where: { $0.name == name }) else { return }
        let entry = pending.remove(at: index)
        for parent in entry.parents {
            try inventory.addChild(name, to: parent)
            if pending.contains(where: { $0.name == parent && $0.section == .children }) {
                try settle(parent, in: &inventory)
            }
        }
    }

    private mutating func readEntry(_ text: Substring, into inventory: inout Inventory) throws(Diagnostic) {
        switch section {
        case .hosts: try readHosts(text, into: &inventory)
        case .vars:
            guard let equals = text.firstIndex(of: "=") else {
                throw Diagnostic("Expected key=value, got: \(text)")
            }
            let value = text[text.index(after: equals)...].trimming()
            inventory.setVariable(String(text[..<equals].trimming()), self.value(String(value)), of: group)
        case .children:
            let name = text.prefix { $0 != ":" && $0 != "]" && !$0.isWhitespace }
            guard !name.isEmpty, Self.isComment(text[name.endIndex...]) else {
                throw Diagnostic("Expected group name, got: \(text)")
            }
            let child = String(name)
            if inventory.groups[child] != nil {
                try inventory.addChild(child, to: group)
            } else if let index = pending.firstIndex(where: { $0.name == child }) {
                pending[index].parents.append(group)
            } else {
                pending.append((child, line, .children, [group]))
            }
        }
    }

    private func readHosts(_ text: Substring, into inventory: inout Inventory) throws(Diagnostic) {
        let words: [String]
        do {
            words = try ShellWords.split(text)
        } catch {
            throw Diagnostic("Error parsing host definition '\(text)': \(error.message)")
        }
        guard let pattern = words.first else { return }
        let (names, port) = try HostRange.expand(pattern)
        if pattern.hasSuffix(":"), port == nil {
            throw Diagnostic(
                "Invalid host pattern '\(pattern)' supplied, ending in ':' is not allowed, this character is "
                    + "reserved to provide a port.")
        }
        if names.contains("---") {
            throw Diagnostic(
                "Invalid host pattern '\(pattern)' supplied, '---' is normally a sign this is a YAML file.")
        }
        var vars = Dict()
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else {
                throw Diagnostic("Expected key=value host variable assignment, got: \(word)")
            }
            vars[.string(String(word[..<equals]))] = value(String(word[word.index(after: equals)...]))
        }
        inventory.add(names, vars, to: group, port: port, source: source.name)
    }

    /// A Python literal where it is one, or else the text; a template where it looks like one.
    private func value(_ text: String) -> Value {
        let span = Span(file: source, start: Position(line: line, column: 1))
        let makeText: (String) -> Value = { text in
            Template.mayBeOne(text) ? .template(Template(text, span: span)) : .string(text)
        }
        return PythonLiteral.value(text, text: makeText) ?? makeText(text)
    }
}
