extension Value {
    /// `a operation b`. Throws TypeError in Python's words where the two have no order, UndefinedError for undefined.
    public static func compare(_ operation: ComparisonOperator, _ a: Value, _ b: Value) throws(ValueError) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return operation.holds(for: x < y ? -1 : x == y ? 0 : 1)
        case (.double(let x), _) where x.isNaN && b.isNumber: return false
        case (_, .double(let y)) where y.isNaN && a.isNumber: return false
        default: return operation.holds(for: try order(operation, a, b, depth: 0))
        }
    }

    private static func order(
        _ operation: ComparisonOperator, _ a: Value, _ b: Value, depth: Int
    ) throws(ValueError) -> Int {
        switch (a, b) {
        case (.string(let x), .string(let y)): return order(x, y)
        case (.list(let x), .list(let y)): return try order(operation, x.items, y.items, depth: depth)
        case (.tuple(let x), .tuple(let y)): return try order(operation, x.items, y.items, depth: depth)
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw .undefined(undefined)
        case (.object(let object), _):
            if let order = try object.order(relativeTo: b) { return order }
        case (_, .object(let object)):
            if let order = try object.order(relativeTo: a) { return -order }
        default:
            if let x = a.rawText, let y = b.rawText { return order(x, y) }
            if a.isNumber, b.isNumber { return compareNumbers(a, b) }
        }
        throw ValueError(
            .type,
            "'\(operation.rawValue)' not supported between instances of '\(a.typeName)' and '\(b.typeName)'")
    }

    private static func order(_ a: String, _ b: String) -> Int {
        a.precedes(b) ? -1 : a.hasSameScalars(as: b) ? 0 : 1
    }

    /// The first items that differ decide, then the lengths.
    private static func order(
        _ operation: ComparisonOperator, _ a: [Value], _ b: [Value], depth: Int
    ) throws(ValueError) -> Int {
        guard depth < depthLimit else { throw .tooDeep }
        for index in 0..<min(a.count, b.count) where a[index] != b[index] {
            return try order(operation, a[index], b[index], depth: depth + 1)
        }
        return a.count < b.count ? -1 : a.count == b.count ? 0 : 1
    }

    /// The order of two numbers by exact value; a NaN is taken for equal to everything.
    static func compareNumbers(_ a: Value, _ b: Value) -> Int {
        switch (a, b) {
        case (.double(let x), .double(let y)): return x < y ? -1 : x > y ? 1 : 0
        case (.double(let x), _): return -compare(b, with: x)
        case (_, .double(let y)): return compare(a, with: y)
        default:
            if let x = a.integer, let y = b.integer { return x < y ? -1 : x == y ? 0 : 1 }
            guard let x = a.bigInteger, let y = b.bigInteger else { return 0 }
            return x < y ? -1 : x == y ? 0 : 1
        }
    }

    private static func compare(_ integer: Value, with x: Double) -> Int {
        if x.isNaN { return 0 }
        if x.isInfinite { return x < 0 ? 1 : -1 }
        guard let n = integer.bigInteger else { return 0 }
        let whole = BigInteger(truncating: x)
        if n < whole { return -1 }
        if n != whole { return 1 }
        let fraction = x - x.rounded(.towardZero)
        return fraction > 0 ? -1 : fraction < 0 ? 1 : 0
    }
}
