import Diagnostics
import Loading
import Values
import YAML

/// A piece of a playbook as it was written, with what makes values of it.
struct Written: Sendable {
    let node: Node
    let builder: ValueBuilder

    var span: Span { node.span }

    /// The elements of a list; nil for anything else.
    var elements: [Written]? {
        guard case .sequence(let nodes) = node.content else { return nil }
        return nodes.map { Written(node: $0, builder: builder) }
    }

    /// The text of a scalar as it stands, whatever YAML makes of it.
    var scalarText: String? { if case .scalar(let text, _) = node.content { text } else { nil } }

    var isMapping: Bool { if case .mapping = node.content { true } else { false } }

    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = node.content, node.tag == nil else { return false }
        return text.isEmpty || text == "~" || text == "null" || text == "Null" || text == "NULL"
    }

    /// Throws for tags that do not fit.
    func value() throws(Diagnostic) -> Value { try builder.value(of: node) }
}

extension DataLoader {
    /// The one document of a file; nil for an empty file.
    func written(at path: String, askedAt span: Span? = nil) throws(Diagnostic) -> Written? {
        let document = try document(at: path, askedAt: span)
        log.noteTasks(in: path)
        return document.map { Written(node: $0, builder: builder) }
    }
}
