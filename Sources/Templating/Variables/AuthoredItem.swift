public import Jinja
import Synchronization
public import Values

/// The item of one turn of a loop, which knows who wrote it where somebody asks.
public struct AuthoredItem: VariableLayer {
    private let name: String
    private let item: Value
    private let items: WrittenItems
    private let index: Int

    public init(_ item: Value, named name: String, at index: Int, of items: WrittenItems) {
        self.name = name
        self.item = item
        self.items = items
        self.index = index
    }

    public func variable(_ name: String) -> Value? { name == self.name ? item : nil }
    public var names: [String] { [name] }

    public func traced(_ name: String) -> TracedValue? {
        guard name == self.name else { return nil }
        return TracedValue(items.marked(item, at: index) ?? item)
    }
}

/// The items of a loop with the marks of who wrote them, worked out when the first of them is asked for.
public final class WrittenItems: Sendable {
    private let make: @Sendable () -> [Value]?
    private let made = Mutex<[Value]??>(nil)

    /// `make` gives all items marked; nil where they do not stand in the play, nor in a variable that it names.
    public init(_ make: @escaping @Sendable () -> [Value]?) { self.make = make }

    /// The item marked; nil where no author wrote anything of it.
    public func marked(_ item: Value, at index: Int) -> Value? {
        guard let items = all, items.indices.contains(index), items[index].isMarked,
            items[index].withoutMarks == item
        else { return nil }
        return items[index]
    }

    private var all: [Value]? {
        if let known = made.withLock({ $0 }) { return known }
        let items = make()
        made.withLock { $0 = .some(items) }
        return items
    }
}
