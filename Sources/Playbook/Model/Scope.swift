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
    /// The roles whose tasks brought in the roles around here (`include_role`, `import_role`), the nearest first.
    public let includingRoles: [RoleInstance]
    /// Whether what stands here is a handler.
    public let isHandler: Bool

    init(
        effective: Attributes, vars: Dict = [:], includeParameters: Dict = [:], role: RoleInstance? = nil,
        dependencyChain: [RoleInstance] = [], includes: [IncludeOrigin] = [],
        includingRoles: [RoleInstance] = [], isHandler: Bool = false
    ) {
        self.effective = effective
        self.vars = vars
        self.includeParameters = includeParameters
        self.role = role
        self.dependencyChain = dependencyChain
        self.includes = includes
        self.includingRoles = includingRoles
        self.isHandler = isHandler
    }
}

extension Scope {
    /// What holds inside something that stands here and has keywords of its own.
    func inside(_ draft: Draft, origin: IncludeOrigin? = nil) -> Scope {
        Scope(
            effective: draft.effective(over: effective), vars: vars.merging(draft.vars) { $1 },
            includeParameters: includeParameters, role: role, dependencyChain: dependencyChain,
            includes: (origin.map { [$0] } ?? []) + includes, includingRoles: includingRoles(at: origin),
            isHandler: isHandler)
    }

    private func includingRoles(at origin: IncludeOrigin?) -> [RoleInstance] {
        guard case .role? = origin, let role else { return includingRoles }
        return [role] + includingRoles
    }

    /// What holds for the tasks of a role that is used here; `attributes` of what stands around win over the role's
    /// own, as far as they are single values.
    func inside(_ instance: RoleInstance, isHandler: Bool) -> Scope {
        var effective: Attributes
        if includes.isEmpty {
            effective = self.effective
            for role in instance.parents + [instance] { effective = role.draft.effective(over: effective) }
        } else {
            effective = Attributes()
            let known = Set(dependencyChain.map(ObjectIdentifier.init))
            for role in instance.parents + [instance] where !known.contains(ObjectIdentifier(role)) {
                effective = role.draft.effective(over: effective)
            }
            for keyword in Keyword.inherited { keyword.inherit(&effective, self.effective) }
            effective.reservedNames += self.effective.reservedNames
        }
        effective.reservedNames += instance.role.reservedNames
        effective.collections = instance.collections
        return Scope(
            effective: effective, vars: vars, includeParameters: includeParameters, role: instance,
            dependencyChain: instance.parents + [instance], includes: includes, includingRoles: includingRoles,
            isHandler: isHandler)
    }
}

/// An include or import that stands around a task.
public enum IncludeOrigin: Sendable {
    /// A task file, by the name that was asked for.
    case tasks(String)
    /// A role, by its directory.
    case role(String)
}
