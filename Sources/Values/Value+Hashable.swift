extension Value: Hashable {
    /// Python's `==`: numbers by value across their types, strings by scalars, containers by content.
    ///
    /// What nests deeper than ``depthLimit`` counts as unequal.
    public static func == (a: Value, b: Value) -> Bool {
        // The keys of dicts, which every name and attribute looks for.
        if case .string(let x) = a, case .string(let y) = b { return x.hasSameScalars(as: y) }
        return isEqual(a, b, depth: 0)
    }

    @inline(never)
    private static func isEqual(_ a: Value, _ b: Value, depth: Int) -> Bool {
        switch (a, b) {
        case (.string(let x), .string(let y)): x.hasSameScalars(as: y)
        case (.int(let x), .int(let y)): x == y
        case (.none, .none): true
        case (.list(let x), .list(let y)): x === y || isEqual(x.items, y.items, depth: depth)
        case (.tuple(let x), .tuple(let y)): x === y || isEqual(x.items, y.items, depth: depth)
        case (.dict(let x), .dict(let y)): x === y || isEqual(x.items, y.items, depth: depth)
        case (.template(let x), .template(let y)): x === y || x.text.hasSameScalars(as: y.text)
        case (.undefined, .undefined): true
        case (.object(let x), _): x.isEqual(to: b)
        case (_, .object(let y)): y.isEqual(to: a)
        default: isSameNumber(a, b)
        }
    }

    private static func isEqual(_ a: [Value], _ b: [Value], depth: Int) -> Bool {
        guard a.count == b.count, depth < depthLimit else { return false }
        for index in a.indices where !isEqual(a[index], b[index], depth: depth + 1) { return false }
        return true
    }

    /// Dicts are equal whatever their order.
    private static func isEqual(_ a: Dict, _ b: Dict, depth: Int) -> Bool {
        guard a.count == b.count, depth < depthLimit else { return false }
        for (key, value) in a {
            guard let other = b[key], isEqual(value, other, depth: depth + 1) else { return false }
        }
        return true
    }

    private static func isSameNumber(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.double(let x), .double(let y)): x == y
        case (.bigInt(let x), .bigInt(let y)): x == y
        case (.double(let x), .bigInt), (.bigInt, .double(let x)): !x.isNaN && compareNumbers(a, b) == 0
        case (.double(let x), _): b.integer.map { Int(exactly: x) == $0 } ?? false
        case (_, .double(let y)): a.integer.map { Int(exactly: y) == $0 } ?? false
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
        case .string(let text): Value.hash(text, into: &hasher)
        case .none: hasher.combine(-1)
        case .bool(let flag): hasher.combine(flag ? 1 : 0)
        case .int(let n): hasher.combine(n)
        case .double(let x):
            if let n = Int(exactly: x) { hasher.combine(n) } else { hasher.combine(x) }
        case .bigInt(let n): hasher.combine((try? n.double()) ?? .infinity)
        case .tuple(let tuple): hasher.combine(tuple.items)
        case .list(let list): hasher.combine(list.items.count)
        case .dict(let dict): hasher.combine(dict.items.count)
        case .template(let template): Value.hash(template.text, into: &hasher)
        case .undefined: hasher.combine(-2)
        case .object(let object): object.hash(into: &hasher)
        }
    }

    /// Over the bytes: Swift's own hash of a string would normalise it first.
    private static func hash(_ text: String, into hasher: inout Hasher) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
