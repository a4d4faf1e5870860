import Diagnostics
import Jinja
import Values

/// One call of a lookup: its terms, its options and the world it looks into.
struct LookupCall {
    let name: String
    var terms: [Value]
    let options: Dict
    let templar: Templar
    let context: EvaluationContext
    /// Whether it was written `with_NAME`.
    let isLoop: Bool

    var world: LookupContext { templar.lookups }

    /// The option as given; nil where it was left out or is None.
    subscript(_ option: String) -> Value? {
        guard let value = options[.string(option)], !value.isNone else { return nil }
        return value
    }

    func text(_ option: String) throws(TemplateError) -> String? { try self[option]?.python() }
    func text(_ option: String, _ standard: String) throws(TemplateError) -> String {
        try text(option) ?? standard
    }

    /// An option that is a whole number, also where it is written as text; nil where it was left out.
    func integer(_ option: String) throws(TemplateError) -> Int? {
        guard let value = self[option] else { return nil }
        if let number = try? value.convertedToWholeNumber() { return number }
        throw failure(
            "Config '\(option)' for '\(name)' lookup plugin from 'Direct' has an invalid value: Invalid value "
                + "provided for 'int': \(try value.pythonRepresentation())")
    }

    /// An option that is a boolean, also where it is written as text (`yes`, `false`).
    func flag(_ option: String, _ standard: Bool) -> Bool {
        self[option].map(Self.isTrue) ?? standard
    }

    static func isTrue(_ value: Value) -> Bool {
        guard case .string(let text) = value else { return value.truth }
        return BooleanText.parse(text) ?? false
    }

    /// An option that is a list; text is split at commas, as Ansible's configuration does.
    func list(_ option: String) throws(TemplateError) -> [Value] {
        switch self[option] {
        case nil: return []
        case .string(let text)?: return text.split(separator: ",").map { .string(PythonText.stripped($0)) }
        case let value?: return try value.pythonElements()
        }
    }

    /// The terms as text.
    func textTerms() throws(TemplateError) -> [String] {
        var texts: [String] = []
        for term in terms { texts.append(try term.python()) }
        return texts
    }

    var files: FileSearch { FileSearch(call: self) }

    /// The same call with other options, as inline `key=value` pairs give them.
    func adding(_ more: [(key: String, value: String)]) -> LookupCall {
        var options = options
        for (key, value) in more { options[.string(key)] = .string(value) }
        return LookupCall(
            name: name, terms: terms, options: options, templar: templar, context: context, isLoop: isLoop)
    }

    func failure(_ message: String) -> TemplateError { TemplateError(.plugin, message) }

    func warn(_ message: String) { templar.sink.add(Diagnostic(message, severity: .warning)) }
}

/// A line of the table of lookups.
struct LookupRow: Sendable {
    typealias Body = @Sendable (LookupCall) throws(TemplateError) -> [Value]

    let name: String
    /// Whether it wants undefined terms and options itself.
    let acceptsUndefined: Bool
    let body: Body

    init(_ name: String, acceptsUndefined: Bool = false, _ body: @escaping Body) {
        self.name = name
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }
}
