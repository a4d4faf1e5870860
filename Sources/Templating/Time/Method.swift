import Values

/// A method of one of this target's objects, bound to it: `now().strftime`.
final class Method: ValueObject {
    let name: String
    let body: @Sendable ([Value]) throws(ValueError) -> Value

    init(_ name: String, _ body: @escaping @Sendable ([Value]) throws(ValueError) -> Value) {
        self.name = name
        self.body = body
    }

    var typeName: String { "builtin_function_or_method" }
    func string() throws(ValueError) -> String { "<built-in method \(name)>" }
}
