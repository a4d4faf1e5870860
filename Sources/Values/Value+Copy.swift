extension Value {
    /// Python's `copy.deepcopy`: containers anew, the rest shared. What a value holds twice is copied twice.
    ///
    /// Throws RecursionError where values nest deeper than ``depthLimit``, as one that holds itself does, and where the
    /// copy would be too large.
    public func deepCopy() throws(ValueError) -> Value {
        var count = 0
        return try deepCopy(depth: 0, &count)
    }

    /// `count` is how many containers were copied.
    private func deepCopy(depth: Int, _ count: inout Int) throws(ValueError) -> Value {
        guard depth < Value.depthLimit else { throw .tooDeep }
        switch self {
        case .list, .tuple, .dict:
            count += 1
            try Value.checkLength(count, times: 64, of: "the copied value")
        default: return self
        }
        switch self {
        case .list(let list):
            var items: [Value] = []
            items.reserveCapacity(list.items.count)
            for item in list.items { items.append(try item.deepCopy(depth: depth + 1, &count)) }
            return .list(ValueList(items, mayHoldTemplates: list.mayHoldTemplates))
        case .tuple(let tuple):
            var items: [Value] = []
            for item in tuple.items { items.append(try item.deepCopy(depth: depth + 1, &count)) }
            return .tuple(items)
        case .dict(let dict):
            var items = dict.items
            for index in items.elements.indices {
                items.values[index] = try items.values[index].deepCopy(depth: depth + 1, &count)
            }
            return .dict(ValueDict(items, mayHoldTemplates: dict.mayHoldTemplates))
        default: return self
        }
    }
}
