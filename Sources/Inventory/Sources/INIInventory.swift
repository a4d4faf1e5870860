import Diagnostics
import Values

/// An inventory in INI form: `[group]`, `[group:children]`, `[group:vars]`, hosts with variables behind them.
struct INIInventory {
    let source: SourceFile
    let report: (Diagnostic) -> Void

    private enum Section { case hosts, children, vars }

    func add(to inventory: inout Inventory) throws(Diagnostic) {
        var group = "ungrouped"
        var section = Section.hosts
        /// Groups that were spoken of before they were there, with the line that did.
        var pending: [(name: String, section: Section, line: Int)] = []
        var declared: Set<String> = ["all", "ungrouped"]
        for (index, raw) in source.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = index + 1
            let line = raw.trimmingSpaces
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("["), let (name, kind) = try header(line, number) {
                (group, section) = (name, kind)
                if kind == .vars, inventory.groups[name] == nil {
                    pending.append((name, kind, number))
                } else if kind == .hosts || kind == .children {
                    declared.insert(name)
                }
                inventory.addGroup(name)
                continue
            }
            switch section {
            case .hosts: try host(line, number, group, &inventory)
            case .vars:
                let (name, value) = try variable(line, number)
                inventory.setVariable(name, value, ofGroup: group)
            case .children:
                let child = word(line)
                guard !child.isEmpty, !child.contains(" ") else {
                    throw wrong("Expected group name, got: \(line)", number)
                }
                if !declared.contains(child) { pending.append((child, section, number)) }
                try inventory.addChild(child, to: group)
            }
        }
        for (name, section, number) in pending where !declared.contains(name) {
            switch section {
            case .vars: throw wrong("Section [\(name):vars] not valid for undefined group: \(name)", number)
            default: throw wrong("Section [\(group):children] includes undefined group: \(name)", number)
            }
        }
    }

    /// `[name]` or `[name:kind]`; nil for a host name that begins with a bracket.
    private func header(_ line: String, _ number: Int) throws(Diagnostic) -> (String, Section)? {
        guard let close = line.firstIndex(of: "]") else { return nil }
        let rest = line[line.index(after: close)...].trimmingSpaces
        guard rest.isEmpty || rest.hasPrefix("#") else { return nil }
        let inside = line[line.index(after: line.startIndex)..<close]
        let parts = inside.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, !name.isEmpty, parts.count <= 2, !inside.contains(where: \.isWhitespace) else {
            throw wrong("Invalid section entry: '\(line)'. Please make sure that there are no spaces in the section "
                + "entry, and that there are no other invalid characters", number)
        }
        switch parts.count == 2 ? parts[1] : "hosts" {
        case "hosts": return (name, .hosts)
        case "children": return (name, .children)
        case "vars": return (name, .vars)
        case let kind: throw wrong("Section [\(name):\(kind)] has unknown type: \(kind)", number)
        }
    }

    private func host(_ line: String, _ number: Int, _ group: String, _ inventory: inout Inventory) throws(Diagnostic) {
        let words: [String]
        do throws(HostLine.Unbalanced) {
            words = try HostLine.words(line)
        } catch {
            throw wrong("Error parsing host definition '\(line)': No closing quotation", number)
        }
        guard let pattern = words.first else { return }
        var variables: [(String, Value)] = []
        for word in words.dropFirst() {
            guard let equals = word.firstIndex(of: "=") else {
                throw wrong("Expected key=value host variable assignment, got: \(word)", number)
            }
            let value = String(word[word.index(after: equals)...])
            variables.append((String(word[..<equals]), InventoryValue.parse(value, at: span(number))))
        }
        let hosts: [(name: String, port: Int?)]
        do throws(Diagnostic) {
            hosts = try HostRange.hosts(pattern)
        } catch {
            throw wrong(error.message, number)
        }
        for (name, port) in hosts {
            inventory.addHost(name, to: group)
            if let port { inventory.setVariable("ansible_port", .int(port), ofHost: name) }
            for (key, value) in variables { inventory.setVariable(key, value, ofHost: name) }
        }
    }

    private func variable(_ line: String, _ number: Int) throws(Diagnostic) -> (String, Value) {
        guard let equals = line.firstIndex(of: "=") else {
            throw wrong("Expected key=value, got: \(line)", number)
        }
        let value = line[line.index(after: equals)...].trimmingSpaces
        return (line[..<equals].trimmingSpaces, InventoryValue.parse(value, at: span(number)))
    }

    /// Without a comment behind it.
    private func word(_ line: String) -> String {
        line.firstRange(of: " #").map { line[..<$0.lowerBound].trimmingSpaces } ?? line
    }

    private func span(_ line: Int) -> Span { Span(file: source, start: Position(line: line, column: 1)) }

    private func wrong(_ message: String, _ line: Int) -> Diagnostic {
        Diagnostic("\(source.name):\(line): \(message)", at: span(line))
    }
}
