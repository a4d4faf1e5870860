extension Array where Element == Value {
    /// Python's `sorted()`: stable, by `<`. Throws TypeError for values without an order.
    public func sortedAsPython(reverse: Bool = false) throws(ValueError) -> [Value] {
        try permutation(reverse: reverse).map { self[$0] }
    }

    /// Python's `sorted(key=)`: `key` is asked once for each item; `reverse` keeps equal items in their order.
    public func sortedAsPython(
        reverse: Bool, key: (Value) throws(ValueError) -> Value
    ) throws(ValueError) -> [Value] {
        var keys: [Value] = []
        keys.reserveCapacity(count)
        for item in self { keys.append(try key(item)) }
        return try keys.permutation(reverse: reverse).map { self[$0] }
    }

    /// The indices in the order of the values.
    private func permutation(reverse: Bool) throws(ValueError) -> [Int] {
        if let texts = plainTexts { return Self.sorted(texts, reverse, <) }
        if let numbers = integers { return Self.sorted(numbers, reverse, <) }
        var failure: ValueError?
        let order = Self.sorted(self, reverse) { a, b in
            guard failure == nil else { return false }
            do throws(ValueError) { return try Value.compare(.less, a, b) } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
        return order
    }

    private static func sorted<Key>(_ keys: [Key], _ reverse: Bool, _ precedes: (Key, Key) -> Bool) -> [Int] {
        var order = [Int](keys.indices)
        if reverse { order.reverse() }
        order.sort { precedes(keys[$0], keys[$1]) }
        if reverse { order.reverse() }
        return order
    }

    /// The texts where all are ASCII strings, whose order Swift and Python agree on.
    private var plainTexts: [String]? {
        var texts: [String] = []
        for value in self {
            guard case .string(let text) = value, text.isASCII else { return nil }
            texts.append(text)
        }
        return texts
    }

    private var integers: [Int]? {
        var numbers: [Int] = []
        for value in self {
            guard case .int(let number) = value else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
