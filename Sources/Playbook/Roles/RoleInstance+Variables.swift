public import Values

extension RoleInstance {
    /// Defaults as a task of this role sees them, weakest first: those of its dependencies, of the roles in `chain`,
    /// its own.
    public func defaultLayers(chain: [RoleInstance]) -> [Dict] {
        (defaulting + chain + [self]).map(\.role.defaults).filter { !$0.isEmpty }
    }

    /// Variables as a task of this role sees them, weakest first: vars of the roles in `chain`, what dependencies
    /// export, its own vars files and the `vars:` of its use.
    public func variableLayers(chain: [RoleInstance]) -> [Dict] {
        let inherited = chain.flatMap { [$0.vars, $0.role.vars] }
        return (inherited + exporting.map(\.role.vars) + [role.vars, vars]).filter { !$0.isEmpty }
    }

    /// Variables that the rest of the play sees, weakest first.
    public var exportedLayers: [Dict] {
        (exporting + [self]).map(\.role.vars).filter { !$0.isEmpty }
    }

    /// Inline parameters, weakest first: those of the roles in `chain`, its own.
    public func parameterLayers(chain: [RoleInstance]) -> [Dict] {
        (chain.map(\.parameters) + [parameters]).filter { !$0.isEmpty }
    }
}

extension [RoleInstance] {
    /// The last use of each role: of two equal layers the later one counts.
    var lastUses: [RoleInstance] {
        var seen: Set<ObjectIdentifier> = []
        return reversed().filter { seen.insert(ObjectIdentifier($0.role)).inserted }.reversed()
    }
}
