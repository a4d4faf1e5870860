import Diagnostics
import Jinja
import Values

extension Templar {
    /// `value`, after a word about each text in it that looks like a template and that no author wrote, where that is
    /// asked for.
    func noting(_ value: Value) throws(Diagnostic) -> Value {
        guard options.untrusted != .ignore else { return value }
        try note(value, depth: 0)
        return value
    }

    private func note(_ value: Value, depth: Int) throws(Diagnostic) {
        guard depth < Value.depthLimit else { return }
        switch value {
        case .string(let text) where environment.syntax.mayBeTemplate(text):
            var failure = Self.untrusted(at: Span(whole: SourceFile(name: "<unknown>", text: text)))
            guard options.untrusted == .warning else { throw failure }
            failure.severity = .warning
            sink.add(failure)
        case .list(let list): for item in list.items { try note(item, depth: depth + 1) }
        case .dict(let dict): for item in dict.items.values { try note(item, depth: depth + 1) }
        default: break
        }
    }
}
