public import Values

/// Where variables of one precedence come from: a dictionary that is shared, or something that works them out when asked.
public protocol VariableLayer: Sendable {
    /// The variable as it was written, unrendered; nil where this layer has none of that name.
    func variable(_ name: String) -> Value?
    /// Every name this layer knows.
    var names: [String] { get }
}

/// A layer that is a dictionary, held by reference: the same object serves every host and task.
public struct DictLayer: VariableLayer {
    private let dict: ValueDict

    public init(_ dict: ValueDict) { self.dict = dict }
    public init(_ items: Dict) { self.dict = ValueDict(items, mayHoldTemplates: true) }

    public func variable(_ name: String) -> Value? { dict.items[.string(name)] }
    public var names: [String] { dict.items.keys.compactMap(\.text) }
}

/// A layer whose variables are made on demand: `hostvars`, `groups`, `vars` and other magic variables.
public struct LazyLayer: VariableLayer {
    public let names: [String]
    private let make: @Sendable (_ name: String) -> Value?

    /// `make` is asked only for one of `names`.
    public init(names: [String], _ make: @escaping @Sendable (_ name: String) -> Value?) {
        self.names = names
        self.make = make
    }

    public func variable(_ name: String) -> Value? { names.contains(name) ? make(name) : nil }
}
