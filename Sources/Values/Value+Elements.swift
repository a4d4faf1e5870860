extension Value {
    /// What `for x in self` goes over: items, a dict's keys, a string's code points.
    ///
    /// Throws TypeError in Python's words for what cannot be iterated, UndefinedError for an undefined value.
    public func elements() throws(ValueError) -> [Value] {
        switch self {
        case .list(let list): return list.items
        case .tuple(let tuple): return tuple.items
        case .dict(let dict): return Array(dict.items.keys)
        case .string(let text): return text.codePoints.map { .string($0) }
        case .template(let template): return template.text.codePoints.map { .string($0) }
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            if let elements = try object.elements() { return elements }
        default: break
        }
        throw ValueError(.type, "'\(typeName)' object is not iterable")
    }

    /// Python's `len()`. Throws TypeError for what has none, UndefinedError for an undefined value.
    public func count() throws(ValueError) -> Int {
        switch self {
        case .list(let list): return list.items.count
        case .tuple(let tuple): return tuple.items.count
        case .dict(let dict): return dict.items.count
        case .string(let text): return text.codePointCount
        case .template(let template): return template.text.codePointCount
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            if let count = try object.count() { return count }
        default: break
        }
        throw ValueError(.type, "object of type '\(typeName)' has no len()")
    }

    /// Python's `item in self`. Throws TypeError in Python's words, UndefinedError for an undefined container.
    public func contains(_ item: Value) throws(ValueError) -> Bool {
        switch self {
        case .list(let list): return list.items.contains(item)
        case .tuple(let tuple): return tuple.items.contains(item)
        case .dict(let dict):
            try item.checkHashable()
            return dict.items[item] != nil
        case .string, .template:
            if case .undefined(let undefined) = item { throw .undefined(undefined) }
            guard let part = item.rawText else {
                throw ValueError(
                    .type, "'in <string>' requires string as left operand, not \(item.typeName)")
            }
            return (rawText ?? "").containsBytes(of: part)
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            if let bytes = object as? ValueBytes { return try bytes.contains(item) }
            if let elements = try object.elements() { return elements.contains(item) }
        default: break
        }
        throw ValueError(.type, "argument of type '\(typeName)' is not iterable")
    }

    /// Throws `unhashable type: 'list'` for what Python does not take as a key.
    public func checkHashable() throws(ValueError) {
        switch self {
        case .list, .dict: break
        case .tuple(let tuple):
            for item in tuple.items { try item.checkHashable() }
            return
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object) where !object.isHashable: break
        default: return
        }
        throw ValueError(.type, "unhashable type: '\(typeName)'")
    }
}
