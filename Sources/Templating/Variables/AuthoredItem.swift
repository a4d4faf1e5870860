public import Values

/// The item of a loop whose items stand in the play or in a variable that it names: each as it was written, too.
public struct AuthoredItem: VariableLayer {
    private let name: String
    private let item: Value
    private let rendered: [Value]
    private let written: [Value]

    /// `written` are the items before they were rendered, one for each of `rendered`.
    public init(_ item: Value, named name: String, of rendered: [Value], writtenAs written: [Value]) {
        self.name = name
        self.item = item
        self.rendered = rendered
        self.written = written
    }

    public func variable(_ name: String) -> Value? { name == self.name ? item : nil }
    public var names: [String] { [name] }

    public func authored(_ name: String) -> Value? {
        guard name == self.name, rendered.count == written.count else { return nil }
        return rendered.firstIndex(of: item).map { written[$0] }
    }
}
