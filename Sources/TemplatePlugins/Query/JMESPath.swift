import Values

/// A JMESPath expression (https://jmespath.org/specification.html) as `json_query` takes it.
indirect enum JMESPath {
    case identity
    case literal(Value)
    case field(String)
    case index(Int)
    case slice(Int?, Int?, Int?)
    /// The right side applied to what the left side gives.
    case chain(JMESPath, JMESPath)
    /// The right side applied to each item of the list that the left side gives; nothing where it is no list.
    case projection(JMESPath, JMESPath)
    case valueProjection(JMESPath, JMESPath)
    case filter(JMESPath, JMESPath, condition: JMESPath)
    case flatten(JMESPath)
    case list([JMESPath])
    case hash([(key: String, value: JMESPath)])
    case comparison(String, JMESPath, JMESPath)
    case and(JMESPath, JMESPath)
    case or(JMESPath, JMESPath)
    case not(JMESPath)
    case call(String, [JMESPath])
    /// `&expression`: handed to a function unevaluated.
    case reference(JMESPath)

    struct Failure: Error { let message: String }

    /// What the expression finds in `value`.
    static func search(_ expression: String, in value: Value) throws(Failure) -> Value {
        var parser = try JMESPathParser(expression)
        return try parser.parse().evaluate(value)
    }
}
