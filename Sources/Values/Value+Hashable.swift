extension Value: Hashable {
    /// Python's `==`: numbers by value across their types, strings by scalars, containers by content.
    public static func == (a: Value, b: Value) -> Bool {
        switch (a, b) {
        case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
        case (.none, .none): true
        case (.list(let x), .list(let y)): x === y || x.items == y.items
        case (.tuple(let x), .tuple(let y)): x === y || x.items == y.items
        case (.dict(let x), .dict(let y)): x === y || sameContent(x.items, y.items)
        case (.template(let x), .template(let y)): x === y || x.text == y.text
        case (.undefined, .undefined): true
        case (.object(let x), _): x.isEqual(to: b)
        case (_, .object(let y)): y.isEqual(to: a)
        default: sameNumber(a, b)
        }
    }

    /// Dicts are equal whatever their order.
    private static func sameContent(_ a: Dict, _ b: Dict) -> Bool {
        a.count == b.count && a.allSatisfy { b[$0.key] == $0.value }
    }

    private static func sameNumber(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.double(let x), .double(let y)): x == y
        case (.double(let x), _): b.integer.map { Double($0) == x && Int(exactly: x) == $0 } ?? false
        case (_, .double(let y)): a.integer.map { Double($0) == y && Int(exactly: y) == $0 } ?? false
        case (.bigInt(let x), .bigInt(let y)): x == y
        default: a.integer != nil && a.integer == b.integer
        }
    }

    /// The value of a bool or an int that fits.
    var integer: Int? {
        switch self {
        case .int(let n): n
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .string(let text): hasher.combine(text)
        case .none: hasher.combine(-1)
        case .bool(let flag): hasher.combine(flag ? 1 : 0)
        case .int(let n): hasher.combine(n)
        case .double(let x):
            if let n = Int(exactly: x) { hasher.combine(n) } else { hasher.combine(x) }
        case .bigInt(let n): hasher.combine(n)
        case .tuple(let tuple): hasher.combine(tuple.items)
        case .list(let list): hasher.combine(list.items.count)
        case .dict(let dict): hasher.combine(dict.items.count)
        case .template(let template): hasher.combine(template.text)
        case .undefined: hasher.combine(-2)
        case .object(let object): object.hash(into: &hasher)
        }
    }
}
