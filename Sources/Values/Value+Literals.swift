extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (Value, Value)...) {
        self = .dict(Dict(elements, uniquingKeysWith: { $1 }))
    }
}

extension Value {
    /// A list that holds `items`, none of which holds a template.
    public static func list(_ items: [Value]) -> Value { .list(ValueList(items)) }
    /// A tuple that holds `items`.
    public static func tuple(_ items: [Value]) -> Value { .tuple(ValueTuple(items)) }
    /// A dict that holds `items`, none of which holds a template.
    public static func dict(_ items: Dict) -> Value { .dict(ValueDict(items)) }
}
