/// Which modules, actions and lookups there are.
public struct ActionCatalog: Sendable {
    /// The fully qualified name that a written one stands for, given the collections searched for bare names and what
    /// is not built in; nil where nothing has that name.
    public var resolve: @Sendable (_ name: String, _ collections: [String], _ plugins: PluginPaths) -> String?
    /// Whether there is a lookup of that name, for `with_<name>`.
    public var hasLookup: @Sendable (_ name: String) -> Bool
    /// Names to suggest where one is not found.
    public var names: @Sendable () -> [String]

    public init(
        resolve: @escaping @Sendable (_ name: String, _ collections: [String], _ plugins: PluginPaths) -> String?,
        hasLookup: @escaping @Sendable (_ name: String) -> Bool, names: @escaping @Sendable () -> [String]
    ) {
        self.resolve = resolve
        self.hasLookup = hasLookup
        self.names = names
    }
}
