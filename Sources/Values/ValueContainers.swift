/// A Python list: shared by reference, mutable while a template runs.
///
/// `@unchecked Sendable`: only the one template evaluation that made a list mutates it, before anyone else can see it.
public final class ValueList: @unchecked Sendable {
    public var items: [Value]
    /// Whether a `.template` may stand somewhere inside; false promises that there is none at any depth.
    public let mayHoldTemplates: Bool

    public init(_ items: [Value], mayHoldTemplates: Bool = false) {
        self.items = items
        self.mayHoldTemplates = mayHoldTemplates
    }

    deinit {
        guard Dismantling.mayNest(items) else { return }
        var rest: [Value] = []
        swap(&rest, &items)
        Dismantling.release(consume rest)
    }
}

/// A Python tuple.
///
/// `@unchecked Sendable`: its items change only when it goes.
public final class ValueTuple: @unchecked Sendable {
    public private(set) var items: [Value]
    public init(_ items: [Value]) { self.items = items }

    func empty() { items = [] }

    deinit {
        guard Dismantling.mayNest(items) else { return }
        var rest: [Value] = []
        swap(&rest, &items)
        Dismantling.release(consume rest)
    }
}

/// A Python dict: ordered, shared by reference, mutable while a template runs.
///
/// `@unchecked Sendable`: as for ``ValueList``.
public final class ValueDict: @unchecked Sendable {
    public var items: Dict
    /// Whether a `.template` may stand somewhere inside; false promises that there is none at any depth.
    public let mayHoldTemplates: Bool

    public init(_ items: Dict, mayHoldTemplates: Bool = false) {
        self.items = items
        self.mayHoldTemplates = mayHoldTemplates
    }

    deinit {
        guard Dismantling.mayNest(items.values) else { return }
        let rest = Array(items.values)
        items = [:]
        Dismantling.release(consume rest)
    }
}
