// Whoever has Values has dictionaries of them, so their operations come along.
@_exported public import OrderedCollections

/// An ordered dictionary with Python's key equality (`1`, `1.0` and `true` are one key).
public typealias Dict = OrderedDictionary<Value, Value>
