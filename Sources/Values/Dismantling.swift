/// Takes values apart that hold each other, one box after the other.
///
/// Left to itself each box releases those in it within its own release: a list that nests some ten thousand deep, which
/// a loop in a template makes, would overflow the stack when it goes.
enum Dismantling {
    /// Whether one of the values may hold many more.
    static func mayNest(_ items: some Sequence<Value>) -> Bool {
        items.contains {
            switch $0 {
            case .list, .dict, .tuple: true
            default: false
            }
        }
    }

    /// Releases `items`, and what is held by nothing but them at any depth.
    static func release(_ items: consuming [Value]) {
        var waiting = items
        while !waiting.isEmpty {
            switch lastKind(of: waiting) {
            case .list: releaseList(&waiting)
            case .dict: releaseDict(&waiting)
            case .tuple: releaseTuple(&waiting)
            case .other: waiting.removeLast()
            }
        }
    }

    private enum Kind { case list, dict, tuple, other }

    /// The kind alone: a value looked at here would be held until its box is to go.
    private static func lastKind(of values: borrowing [Value]) -> Kind {
        switch values[values.count - 1] {
        case .list: .list
        case .dict: .dict
        case .tuple: .tuple
        default: .other
        }
    }

    private static func releaseList(_ waiting: inout [Value]) {
        func taken() -> ValueList? { if case .list(let list) = waiting.removeLast() { list } else { nil } }
        guard var list = taken(), list.uncutText == nil, isKnownUniquelyReferenced(&list), mayNest(list.items) else {
            return
        }
        waiting += list.items
        list.items = []
    }

    private static func releaseDict(_ waiting: inout [Value]) {
        func taken() -> ValueDict? { if case .dict(let dict) = waiting.removeLast() { dict } else { nil } }
        guard var dict = taken(), isKnownUniquelyReferenced(&dict), mayNest(dict.items.values) else { return }
        waiting += dict.items.values
        dict.items = [:]
    }

    private static func releaseTuple(_ waiting: inout [Value]) {
        func taken() -> ValueTuple? { if case .tuple(let tuple) = waiting.removeLast() { tuple } else { nil } }
        guard var tuple = taken(), isKnownUniquelyReferenced(&tuple), mayNest(tuple.items) else { return }
        waiting += tuple.items
        tuple.empty()
    }
}
