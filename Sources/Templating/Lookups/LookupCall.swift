package import Diagnostics
package import Jinja
package import Loading
package import Values

/// One call of a lookup: its terms, its options and the world it looks into.
package struct LookupCall {
    package let name: String
    package var terms: [Value]
    package let options: Dict
    package let templar: Templar
    package let context: EvaluationContext
    /// Whether it was written `with_NAME`.
    package let isLoop: Bool

    package var world: LookupContext { templar.lookups }

    /// The option as given; nil where it was left out or is None.
    package subscript(_ option: String) -> Value? {
        guard let value = options[.string(option)], !value.isNone else { return nil }
        return value
    }

    package func text(_ option: String) throws(TemplateError) -> String? { try self[option]?.python() }
    package func text(_ option: String, _ standard: String) throws(TemplateError) -> String {
        try text(option) ?? standard
    }

    /// An option that is a whole number, also where it is written as text; nil where it was left out.
    package func integer(_ option: String) throws(TemplateError) -> Int? {
        guard let value = self[option] else { return nil }
        if let number = try? value.convertedToWholeNumber() { return number }
        throw failure(
            "Config '\(option)' for '\(name)' lookup plugin from 'Direct' has an invalid value: Invalid value "
                + "provided for 'int': \(try value.pythonRepresentation())")
    }

    /// An option that is a boolean, also where it is written as text (`yes`, `false`).
    package func flag(_ option: String, _ standard: Bool) -> Bool {
        self[option].map(Self.isTrue) ?? standard
    }

    package static func isTrue(_ value: Value) -> Bool {
        guard case .string(let text) = value else { return value.truth }
        return BooleanText.parse(text) ?? false
    }

    /// An option that is a list; text is split at commas, as Ansible's configuration does.
    package func list(_ option: String) throws(TemplateError) -> [Value] {
        switch self[option] {
        case nil: return []
        case .string(let text)?: return text.split(separator: ",").map { .string(PythonText.stripped($0)) }
        case let value?: return try value.pythonElements()
        }
    }

    /// The terms as text.
    package func textTerms() throws(TemplateError) -> [String] {
        var texts: [String] = []
        for term in terms { texts.append(try term.python()) }
        return texts
    }

    package var files: FileSearch { FileSearch(call: self) }

    /// The same call with other options, as inline `key=value` pairs give them.
    package func adding(_ more: [(key: String, value: String)]) -> LookupCall {
        var options = options
        for (key, value) in more { options[.string(key)] = .string(value) }
        return LookupCall(
            name: name, terms: terms, options: options, templar: templar, context: context, isLoop: isLoop)
    }

    package func failure(_ message: String) -> TemplateError { TemplateError(.plugin, message) }

    /// The path of a file that a lookup needs; that it is missing is warned of, besides the lookup's own error.
    package func find(_ name: String, in kind: String) -> String? {
        if let path = files.find(name, in: kind) { return path }
        warn("Unable to find '\(name)' in expected paths (use -vvvvv to see paths)")
        return nil
    }

    package func warn(_ message: String) { templar.sink.add(Diagnostic(message, severity: .warning)) }
}
