public import Values

/// Where variables of one precedence come from: a dictionary that is shared, or something that works them out when asked.
public protocol VariableLayer: Sendable {
    /// The variable as it was written, unrendered; nil where this layer has none of that name.
    func variable(_ name: String) -> Value?
    /// Every name this layer knows.
    var names: [String] { get }
    /// Whether authors wrote what stands in it (vars files, plays), so that its texts may serve as conditions; false
    /// for what hosts and modules gave (facts, registered results).
    var isTrusted: Bool { get }
    /// The variable as an author wrote it; nil where none did.
    func authored(_ name: String) -> Value?
}

extension VariableLayer {
    public var isTrusted: Bool { false }
    public func authored(_ name: String) -> Value? { isTrusted ? variable(name) : nil }
}

/// A layer that is a dictionary, held by reference: the same object serves every host and task.
public struct DictLayer: VariableLayer {
    private let dict: ValueDict
    public let isTrusted: Bool
    private let untrusted: Set<String>

    /// - Parameter untrusted: names of variables in a trusted layer that something else than an author gave.
    public init(_ dict: ValueDict, isTrusted: Bool = false, except untrusted: Set<String> = []) {
        self.dict = dict
        self.isTrusted = isTrusted
        self.untrusted = untrusted
    }
    public init(_ items: Dict, isTrusted: Bool = false) {
        self.init(ValueDict(items, mayHoldTemplates: true), isTrusted: isTrusted)
    }

    public func variable(_ name: String) -> Value? { dict.items[.string(name)] }
    public var names: [String] { dict.items.keys.compactMap(\.text) }

    public func authored(_ name: String) -> Value? {
        isTrusted && !untrusted.contains(name) ? variable(name) : nil
    }
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
