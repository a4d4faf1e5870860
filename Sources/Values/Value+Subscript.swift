extension Value {
    /// Python's `self[key]`. Throws TypeError, IndexError and KeyError in Python's words.
    public func item(_ key: Value) throws(ValueError) -> Value {
        switch self {
        case .dict(let dict):
            try key.checkHashable()
            guard let value = dict.items[key] else {
                throw ValueError(.key, try key.representation())
            }
            return value
        case .list(let list): return list.items[try offset(key, count: list.items.count)]
        case .tuple(let tuple): return tuple.items[try offset(key, count: tuple.items.count)]
        case .string, .template:
            let text = rawText ?? ""
            let ascii = text.isASCII
            let count = ascii ? text.utf8.count : text.codePointCount
            return .string(text.codePoint(at: try offset(key, count: count), ascii: ascii))
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            if let value = try object.item(key) { return value }
            throw ValueError(.key, try key.representation())
        default: throw ValueError(.type, "'\(typeName)' object is not subscriptable")
        }
    }

    /// The index from the front that `key` means in a sequence of `count` items.
    private func offset(_ key: Value, count: Int) throws(ValueError) -> Int {
        if case .undefined(let undefined) = key { throw .undefined(undefined) }
        guard let index = key.integer else {
            if case .bigInt = key {
                throw ValueError(.index, "cannot fit 'int' into an index-sized integer")
            }
            let message =
                rawText == nil
                ? "\(typeName) indices must be integers or slices, not \(key.typeName)"
                : "string indices must be integers, not '\(key.typeName)'"
            throw ValueError(.type, message)
        }
        let place = index < 0 ? index + count : index
        guard place >= 0, place < count else {
            throw ValueError(.index, "\(rawText == nil ? typeName : "string") index out of range")
        }
        return place
    }

    /// Python's `self[start:stop:step]`; nil and None stand for what was left out.
    public func slice(_ start: Value?, _ stop: Value?, _ step: Value? = nil) throws(ValueError) -> Value {
        if case .undefined(let undefined) = self { throw .undefined(undefined) }
        if case .object(let object) = self, let bytes = (object as? ValueBytes)?.bytes {
            return .object(ValueBytes(try Slice(start, stop, step, count: bytes.count).select(bytes)))
        }
        if case .object(let object) = self, let elements = try object.elements() {
            return .list(try Slice(start, stop, step, count: elements.count).select(elements))
        }
        switch self {
        case .list(let list):
            let items = try Slice(start, stop, step, count: list.items.count).select(list.items)
            return .list(ValueList(items, mayHoldTemplates: list.mayHoldTemplates))
        case .tuple(let tuple):
            return .tuple(try Slice(start, stop, step, count: tuple.items.count).select(tuple.items))
        case .string, .template: return .string(try Value.slice(rawText ?? "", start, stop, step))
        case .dict: throw ValueError(.type, "unhashable type: 'slice'")
        default: throw ValueError(.type, "'\(typeName)' object is not subscriptable")
        }
    }

    private static func slice(
        _ text: String, _ start: Value?, _ stop: Value?, _ step: Value?
    ) throws(ValueError) -> String {
        if text.isASCII {
            let bytes = Array(text.utf8)
            return String(decoding: try Slice(start, stop, step, count: bytes.count).select(bytes), as: UTF8.self)
        }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        result.append(contentsOf: try Slice(start, stop, step, count: scalars.count).select(scalars))
        return String(result)
    }
}
