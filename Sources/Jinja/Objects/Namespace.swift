import Values

/// What `namespace()` makes: an object whose attributes can be set, from inner scopes too.
///
/// `@unchecked Sendable`: only the evaluation that made it touches it.
final class Namespace: TemplateObject, @unchecked Sendable {
    private var attributes: Dict

    init(_ attributes: Dict) { self.attributes = attributes }

    var typeName: String { "Namespace" }

    func set(_ name: String, _ value: Value) { attributes[.string(name)] = value }

    func attribute(_ name: String) throws(ValueError) -> Value? { attributes[.string(name)] }
    func item(_ key: Value) throws(ValueError) -> Value? { attributes[key] }

    func string() throws(ValueError) -> String {
        "<Namespace \(try Value.dict(attributes).representation())>"
    }
}
