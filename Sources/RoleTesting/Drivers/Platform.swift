public import Values

/// One entry of `platforms` in molecule.yml: a host that a scenario wants.
public struct Platform: Sendable {
    public var name: String
    /// The groups that it belongs to in the inventory; empty for none.
    public var groups: [String]
    /// Groups below each of its groups.
    public var children: [String]
    /// All keys as they were written after interpolation (`image`, `command`, `volumes`, …); drivers read theirs.
    public var keys: Dict

    public init(name: String, groups: [String] = [], children: [String] = [], keys: Dict = [:]) {
        self.name = name
        self.groups = groups
        self.children = children
        self.keys = keys
    }
}
