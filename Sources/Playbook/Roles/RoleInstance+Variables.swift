public import Values

extension RoleInstance {
    /// This role's dependencies and theirs, in the order in which they run.
    public var allDependencies: [RoleInstance] {
        dependencies.flatMap { $0.allDependencies + [$0] }
    }

    /// Defaults as a task of this role sees them, weakest first: those of its dependencies, of the roles in `chain`,
    /// its own.
    public func defaultLayers(chain: [RoleInstance]) -> [Dict] {
        let layers = allDependencies.flatMap { $0.defaultLayers(chain: []) }
        return (layers + chain.map(\.role.defaults) + [role.defaults]).filter { !$0.isEmpty }
    }

    /// Variables as a task of this role sees them, weakest first: vars of the roles in `chain`, what dependencies
    /// export, its own vars files and the `vars:` of its use.
    public func variableLayers(chain: [RoleInstance]) -> [Dict] {
        let inherited = chain.flatMap { [$0.vars, $0.role.vars] }
        return (inherited + exportedDependencyLayers + [role.vars, vars]).filter { !$0.isEmpty }
    }

    /// Variables that the rest of the play sees, weakest first.
    public var exportedLayers: [Dict] {
        (exportedDependencyLayers + [role.vars]).filter { !$0.isEmpty }
    }

    /// Inline parameters, weakest first: those of the roles in `chain`, its own.
    public func parameterLayers(chain: [RoleInstance]) -> [Dict] {
        (chain.map(\.parameters) + [parameters]).filter { !$0.isEmpty }
    }

    private var exportedDependencyLayers: [Dict] {
        var seen: Set<RoleIdentity> = []
        return allDependencies.flatMap { seen.insert($0.identity).inserted ? $0.exportedLayers : [] }
    }
}
