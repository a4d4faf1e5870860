public import Values

/// A machine of the inventory.
public struct Host: Sendable {
    public let name: String
    /// Variables that inventory sources gave to it, not those of host_vars files.
    public var vars: Dict
    /// Names of variables that expressions made, so that what they hold is never a template.
    var computed: Set<Value> = []
    /// Names of the groups that hold it directly, in the order in which it was put there; without `all`.
    public internal(set) var groups: [String]
    /// The path of the source that it was first named in; nil for hosts of tasks.
    public internal(set) var source: String?
    /// Whether the inventory never named it: the `localhost` that is always there.
    public var isImplicit: Bool

    init(_ name: String, vars: Dict = [:], groups: [String] = [], isImplicit: Bool = false) {
        self.name = name
        self.vars = vars
        self.groups = groups
        self.isImplicit = isImplicit
    }
}
