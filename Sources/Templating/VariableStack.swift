public import Values

/// Variables as layers, looked up from the last (strongest) to the first; nothing is merged until it is read.
public struct VariableStack: Sendable {
    /// Weakest first.
    public var layers: [Dict]

    public init(_ layers: [Dict] = []) { self.layers = layers }

    public subscript(name: String) -> Value? {
        let key = Value.string(name)
        for layer in layers.reversed() { if let value = layer[key] { return value } }
        return nil
    }
}
