/// A value with behaviour of its own: `loop`, a namespace, a macro, a host's variables, a date.
public protocol ValueObject: AnyObject, Sendable {
    /// Python's name of its type, as messages and `type_debug` show it.
    var typeName: String { get }
    /// `x.name`; nil where there is no such attribute.
    func attribute(_ name: String) throws(ValueError) -> Value?
    /// `x[key]`; nil where there is no such item.
    func item(_ key: Value) throws(ValueError) -> Value?
    /// What an undefined value for an item or attribute that it has not says; nil for the usual words.
    func missing(_ key: Value) -> String?
    /// The elements in order, for `for`, `list` and membership; nil where it cannot be iterated.
    func elements() throws(ValueError) -> [Value]?
    /// `len(x)`; nil where it has none.
    func count() throws(ValueError) -> Int?
    /// Python's truth of it.
    func truth() -> Bool
    /// `str(x)`.
    func string() throws(ValueError) -> String
    /// `repr(x)`.
    func representation() throws(ValueError) -> String
    /// What stands for it in plain data (JSON, registered results); nil where it is not data.
    func plain() throws(ValueError) -> Value?
    /// `self operation other`, or `other operation self` where `reflected`; nil where it does not know the other kind.
    func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value?
    /// Below zero where it sorts before `other`, 0 where equal, above zero where after; nil where they have no order.
    func order(relativeTo other: Value) throws(ValueError) -> Int?
    /// Whether it is a mapping: ``elements()`` are its keys.
    var isMapping: Bool { get }
    /// Whether Python could use it as a key.
    var isHashable: Bool { get }
    func isEqual(to other: Value) -> Bool
    func hash(into hasher: inout Hasher)
}

extension ValueObject {
    public func attribute(_ name: String) throws(ValueError) -> Value? { nil }
    public func item(_ key: Value) throws(ValueError) -> Value? { nil }
    public func missing(_ key: Value) -> String? { nil }
    public func elements() throws(ValueError) -> [Value]? { nil }
    public func count() throws(ValueError) -> Int? { nil }
    public func truth() -> Bool { true }
    public func representation() throws(ValueError) -> String { try string() }
    public func plain() throws(ValueError) -> Value? { nil }
    public func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? { nil }
    public func order(relativeTo other: Value) throws(ValueError) -> Int? { nil }
    public var isMapping: Bool { false }
    public var isHashable: Bool { true }
    public func isEqual(to other: Value) -> Bool {
        if case .object(let object) = other { object === self } else { false }
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
