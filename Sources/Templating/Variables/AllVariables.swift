import Values

/// The variable `vars`: all variables as one dictionary, each looked up when it is asked for.
final class AllVariables: ValueObject {
    private let variables: VariableStack

    init(_ variables: VariableStack) { self.variables = variables }

    var typeName: String { "dict" }
    var isMapping: Bool { true }

    func item(_ key: Value) throws(ValueError) -> Value? { key.text.flatMap { variables[$0] } }
    func elements() throws(ValueError) -> [Value]? { variables.names.map { .string($0) } }
    func count() throws(ValueError) -> Int? { variables.names.count }
    func truth() -> Bool { !variables.names.isEmpty }
    func string() throws(ValueError) -> String { "{...}" }

    func plain() throws(ValueError) -> Value? {
        var items: Dict = [:]
        for name in variables.names { items[.string(name)] = variables[name] }
        return .dict(ValueDict(items, mayHoldTemplates: true))
    }
}
