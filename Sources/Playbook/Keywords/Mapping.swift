import Diagnostics
import YAML

/// The entries of a mapping node by name: merge keys merged, of duplicates the last.
struct Mapping: Sendable {
    struct Entry: Sendable {
        let name: String
        let key: Written
        let value: Written
    }

    let span: Span
    private(set) var entries: [Entry] = []

    /// Nil where it is no mapping.
    init?(_ written: Written) {
        guard case .mapping(let pairs) = written.node.content else { return nil }
        span = written.span
        var merged: [Written] = []
        for (keyNode, valueNode) in pairs {
            let key = Written(node: keyNode, builder: written.builder)
            let value = Written(node: valueNode, builder: written.builder)
            guard let name = key.scalarText else { continue }
            if name == "<<", case .scalar(_, isPlain: true) = keyNode.content {
                merged += value.elements ?? [value]
            } else {
                set(Entry(name: name, key: key, value: value))
            }
        }
        for part in merged {
            for entry in Mapping(part)?.entries ?? [] where self[entry.name] == nil { entries.append(entry) }
        }
    }

    private mutating func set(_ entry: Entry) {
        if let index = entries.firstIndex(where: { $0.name == entry.name }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }

    subscript(name: String) -> Written? { entries.first { $0.name == name }?.value }

    func contains(_ name: String) -> Bool { entries.contains { $0.name == name } }
}
