public import Values

/// A lookup that is not built in. Terms, options and variables reach it as plain data.
public struct ForeignLookup: Sendable {
    public typealias Body =
        @Sendable (_ terms: [Value], _ options: Dict, _ variables: Dict) throws(ValueError) -> [Value]

    /// Whether it wants undefined terms and options itself.
    public let acceptsUndefined: Bool
    public let body: Body

    public init(acceptsUndefined: Bool, _ body: @escaping Body) {
        self.acceptsUndefined = acceptsUndefined
        self.body = body
    }
}
