import Values

/// The variable `vars`: all variables as one dictionary, each looked up when it is asked for.
final class AllVariables: ValueObject {
    private let variables: VariableStack

    package init(_ variables: VariableStack) { self.variables = variables }

    package var typeName: String { "dict" }
    var isMapping: Bool { true }

    package func item(_ key: Value) throws(ValueError) -> Value? { key.text.flatMap { variables[$0] } }
    package func elements() throws(ValueError) -> [Value]? { variables.names.map { .string($0) } }
    package func count() throws(ValueError) -> Int? { variables.names.count }
    package func truth() -> Bool { !variables.names.isEmpty }
    package func string() throws(ValueError) -> String { "{...}" }

    package func plain() throws(ValueError) -> Value? {
        var items: Dict = [:]
        for name in variables.names { items[.string(name)] = variables[name] }
        return .dict(ValueDict(items, mayHoldTemplates: true))
    }
}
