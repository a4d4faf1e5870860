public import Diagnostics
public import Values

extension ValueBuilder {
    /// The value of a file of data as Ansible reads it: JSON where it is JSON, else one YAML document; None for an
    /// empty one.
    ///
    /// Throws a Diagnostic in ansible-core's words with place and hint.
    public func value(ofFile source: SourceFile) throws(Diagnostic) -> Value {
        if let value = try? JSON.parse(source.text) {
            return adopt(value, Span(file: source, start: Position(line: 1, column: 1)))
        }
        guard let node = try YAMLParser.document(source) else { return .none }
        try checkDuplicates(in: node)
        return try value(of: node)
    }

    /// Data without places of its own: what looks like a template becomes one where the text is trusted.
    private func adopt(_ value: Value, _ span: Span) -> Value {
        guard isTrusted else { return value }
        switch value {
        case .string(let text): return Template.mayBeOne(text) ? .template(Template(text, span: span)) : value
        case .list(let list):
            let items = list.items.map { adopt($0, span) }
            return .list(ValueList(items, mayHoldTemplates: items.contains { $0.mayHoldTemplates }))
        case .dict(let dict):
            var items = dict.items
            for index in items.elements.indices { items.values[index] = adopt(items.values[index], span) }
            return .dict(ValueDict(items, mayHoldTemplates: items.values.contains { $0.mayHoldTemplates }))
        default: return value
        }
    }
}
