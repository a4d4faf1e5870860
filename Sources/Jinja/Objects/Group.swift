import Values

/// What `groupby` gives for each group: a pair whose parts also have names.
final class Group: ValueObject {
    private let pair: Value
    private let grouper: Value
    private let list: Value

    init(_ grouper: Value, _ items: [Value]) {
        self.grouper = grouper
        list = .list(items)
        pair = .tuple([grouper, list])
    }

    var typeName: String { "_GroupTuple" }
    func attribute(_ name: String) throws(ValueError) -> Value? {
        switch name {
        case "grouper": grouper
        case "list": list
        default: nil
        }
    }
    func item(_ key: Value) throws(ValueError) -> Value? { try pair.item(key) }
    func elements() throws(ValueError) -> [Value]? { [grouper, list] }
    func count() throws(ValueError) -> Int? { 2 }
    func string() throws(ValueError) -> String { try pair.string() }
    func plain() throws(ValueError) -> Value? { .list([grouper, list]) }
    func isEqual(to other: Value) -> Bool {
        if let group = other.object as? Group { return pair == group.pair }
        return pair == other
    }
    func hash(into hasher: inout Hasher) { hasher.combine(pair) }
}
