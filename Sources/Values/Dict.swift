// A file that imports Values works with dictionaries of them, so their operations come along.
@_exported public import OrderedCollections

/// An ordered dictionary with Python's key equality (`1`, `1.0` and `true` are one key).
public typealias Dict = OrderedDictionary<Value, Value>

extension Dict {
    /// The value of the key `name` if it stands at `place`, where another dict of the same make had it; nil where it does
    /// not, or where that cannot be told at a glance.
    @inlinable @inline(__always)
    public func value(of name: String, at place: Int) -> Value? {
        guard place < count, case .string(let key) = keys[place], key.isTriviallyIdentical(to: name) else { return nil }
        return values[place]
    }
}
