public import Jinja
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
    /// The variable with what is known of who wrote it; nil where this layer has none of that name.
    func traced(_ name: String) -> TracedValue?
}

extension VariableLayer {
    public var isTrusted: Bool { false }
    public func traced(_ name: String) -> TracedValue? {
        variable(name).map { TracedValue($0, isAuthored: isTrusted) }
    }
}

/// A layer that is a dictionary, held by reference: the same object serves every host and task.
public struct DictLayer: VariableLayer {
    private let dict: ValueDict
    public let isTrusted: Bool
    private let marked: Dict

    /// - Parameter marked: the values that authors wrote only parts of, with marks on those parts
    ///   (``Values/Value/markedAsAuthored``).
    public init(_ dict: ValueDict, isTrusted: Bool = false, marked: Dict = [:]) {
        self.dict = dict
        self.isTrusted = isTrusted
        self.marked = marked
    }
    public init(_ items: Dict, isTrusted: Bool = false) {
        self.init(ValueDict(items, mayHoldTemplates: true), isTrusted: isTrusted)
    }

    public func variable(_ name: String) -> Value? { dict.items[.string(name)] }
    public var names: [String] { dict.items.keys.compactMap(\.text) }

    public func traced(_ name: String) -> TracedValue? {
        guard let value = variable(name) else { return nil }
        guard let marked = marked[.string(name)] else { return TracedValue(value, isAuthored: isTrusted) }
        // Another layer may have a value of that name which the marks say nothing of.
        return TracedValue(marked.withoutMarks == value.withoutMarks ? marked : value)
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
