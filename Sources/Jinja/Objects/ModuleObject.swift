import Values

/// An imported template: what it exports, and its text where it is put out.
///
/// `@unchecked Sendable`: only the evaluation that imported it touches it.
final class ModuleObject: TemplateObject, @unchecked Sendable {
    private let frame: Frame
    private let text: String

    init(_ frame: Frame, _ text: String) {
        self.frame = frame
        self.text = text
    }

    var typeName: String { "TemplateModule" }
    var pieces: [String] { text.isEmpty ? [] : [text] }
    func string() throws(ValueError) -> String { text }

    func attribute(_ name: String) throws(ValueError) -> Value? { exported(name) }

    private func exported(_ name: String) -> Value? {
        guard name.utf8.first != UInt8(ascii: "_"), let slot = frame.code.exports[name] else { return nil }
        return frame.slots[slot]
    }

    /// What `from … import name` gets.
    func member(_ name: String, of template: Value, _ importer: Frame, _ place: Place) -> Value {
        if let value = exported(name) { return value }
        let message =
            "the template \((try? template.representation()) ?? "") (imported on line \(importer.line(place))) does not export"
            + " the requested name '\(name)'"
        return .undefined(Undefined(message: message, name: name, span: importer.span(place)))
    }
}
