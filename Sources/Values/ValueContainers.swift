import Synchronization

/// A Python list: shared by reference, mutable while a template runs.
///
/// `@unchecked Sendable`: only the one template evaluation that made a list mutates it, before anyone else can see it.
public final class ValueList: @unchecked Sendable {
    @usableFromInline var made: [Value]
    /// The text that the items are still to be cut from; nil where they are in `made`.
    @usableFromInline var lines: UncutLines?

    @inlinable public var items: [Value] {
        @inline(__always) _read {
            if let lines { yield lines.items } else { yield made }
        }
        @inline(__always) _modify {
            settle()
            yield &made
        }
    }
    /// Whether a `.template` may stand somewhere inside; false promises that there is none at any depth.
    public let mayHoldTemplates: Bool

    public init(_ items: [Value], mayHoldTemplates: Bool = false) {
        made = items
        self.mayHoldTemplates = mayHoldTemplates
    }

    /// The lines of a text, which are cut when they are asked for first: those of large outputs seldom are.
    public init(linesOf text: String, cut: @escaping @Sendable (String) -> [String]) {
        made = []
        lines = UncutLines(text, cut)
        mayHoldTemplates = false
    }

    /// The text whose lines the items are, as long as they have not been cut.
    public var uncutText: String? { lines?.uncutText }

    @usableFromInline func settle() {
        guard let lines else { return }
        made = lines.items
        self.lines = nil
    }

    deinit {
        guard Dismantling.mayNest(made) else { return }
        var rest: [Value] = []
        swap(&rest, &made)
        Dismantling.release(consume rest)
    }
}

/// Lines that are cut from their text when they are asked for first.
@usableFromInline final class UncutLines: Sendable {
    private enum State {
        case uncut(String, @Sendable (String) -> [String])
        case cut([Value])
    }

    private let state: Mutex<State>

    init(_ text: String, _ cut: @escaping @Sendable (String) -> [String]) { state = Mutex(.uncut(text, cut)) }

    var uncutText: String? { state.withLock { if case .uncut(let text, _) = $0 { text } else { nil } } }

    @usableFromInline var items: [Value] {
        state.withLock { state in
            switch state {
            case .cut(let items): return items
            case .uncut(let text, let cut):
                let items = cut(text).map { Value.string($0) }
                state = .cut(items)
                return items
            }
        }
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
