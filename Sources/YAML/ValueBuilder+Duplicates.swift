public import Diagnostics
import Values

extension ValueBuilder {
    /// Warns of every key that comes again in a mapping of `document`, or throws, as `duplicate_dict_key` says.
    ///
    /// The mappings are visited in the order in which PyYAML constructs them: outer ones first. Keys that a merge key
    /// (`<<`) brings count as keys of the mapping, as they do in ansible-core.
    public func checkDuplicates(in document: Node) throws(Diagnostic) {
        guard duplicates != .ignore else { return }
        var waiting = [document]
        var next = 0
        while next < waiting.count {
            let node = waiting[next]
            next += 1
            // The nodes behind are of no use any more.
            if next == 4096 {
                waiting.removeFirst(next)
                next = 0
            }
            switch node.content {
            case .scalar: break
            case .sequence(let nodes): waiting += nodes.filter(\.isCollection)
            case .mapping(let written):
                guard let pairs = try? merged(written) else { break }
                try checkKeys(of: node, pairs)
                for pair in pairs where pair.value.isCollection { waiting.append(pair.value) }
            }
        }
    }

    private func checkKeys(of mapping: Node, _ pairs: [(key: Node, value: Node)]) throws(Diagnostic) {
        guard pairs.count > 1 else { return }
        var texts: Set<String> = []
        var others: Set<Value> = []
        for (node, _) in pairs {
            if let text = node.plainText {
                if !texts.insert(text).inserted { try report(duplicate: .string(text), node) }
            } else if let key = try? key(node, of: mapping), !others.insert(key).inserted {
                try report(duplicate: key, node)
            }
        }
    }

    private func report(duplicate key: Value, _ node: Node) throws(Diagnostic) {
        let message = "Found duplicate mapping key \((try? key.representation()) ?? "?")."
        switch duplicates {
        case .ignore: break
        case .error: throw Diagnostic("YAML parsing failed: \(message)", at: node.span)
        case .warn:
            warn(Diagnostic(message, at: node.span, severity: .warning, help: "Using last defined value only."))
        }
    }
}

extension Node {
    fileprivate var isCollection: Bool { if case .scalar = content { false } else { true } }

    /// The text of a key that is a text and nothing else; nil for numbers, dates and tagged keys.
    fileprivate var plainText: String? {
        guard tag == nil, case .scalar(let text, let isPlain) = content else { return nil }
        return !isPlain || ScalarResolver.kind(of: text) == .text ? text : nil
    }
}
