public import Values

/// Where tasks stand: what they inherit, and in whose role.
public final class Scope: Sendable {
    /// The inheritable keywords of everything around.
    public let effective: Attributes
    /// The `vars:` of all blocks and includes around, the nearest winning; not those of roles and plays.
    public let vars: Dict
    /// The `vars:` of include statements around, which stand above registered variables; the nearest winning.
    public let includeParameters: Dict
    public let role: RoleInstance?
    /// The roles by which this place was reached, the outermost first, ``role`` itself last; empty outside roles.
    public let dependencyChain: [RoleInstance]
    /// What was included or imported around here, the nearest first: relative file names are looked up along it.
    public let includes: [IncludeOrigin]
    /// Whether what stands here is a handler.
    public let isHandler: Bool

    init(
        effective: Attributes, vars: Dict = [:], includeParameters: Dict = [:], role: RoleInstance? = nil,
        dependencyChain: [RoleInstance] = [], includes: [IncludeOrigin] = [], isHandler: Bool = false
    ) {
        self.effective = effective
        self.vars = vars
        self.includeParameters = includeParameters
        self.role = role
        self.dependencyChain = dependencyChain
        self.includes = includes
        self.isHandler = isHandler
    }
}

/// An include or import that stands around a task.
public enum IncludeOrigin: Sendable {
    /// A task file, by the name that was asked for.
    case tasks(String)
    /// A role, by its directory.
    case role(String)
}
