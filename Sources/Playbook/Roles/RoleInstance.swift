public import Diagnostics
public import Values

/// One use of a role: with its parameters, by whom it is used, and the roles that it depends on.
public final class RoleInstance: Sendable {
    public let role: Role
    public let span: Span?
    /// Inline variables of the use: `{role: x, colour: red}`.
    public let parameters: Dict
    /// The `vars:` of the use.
    public let vars: Dict
    /// The keywords written at the use (when, tags, become, …).
    public var attributes: Attributes { draft.attributes }
    let draft: Draft
    public let from: RoleFiles
    /// The roles that lead here, the outermost first, without this one.
    public let parents: [RoleInstance]
    /// Its meta dependencies, in order.
    public let dependencies: [RoleInstance]
    /// This role's dependencies and theirs, in the order in which they run.
    public let allDependencies: [RoleInstance]
    /// Those of ``allDependencies`` whose defaults count, weakest first.
    let defaulting: [RoleInstance]
    /// Those of ``allDependencies`` whose vars count, weakest first: each use brings along what it depends on, and a
    /// second use of the same kind brings nothing.
    let exporting: [RoleInstance]
    /// Whether include_role or import_role brought it in.
    public let isIncluded: Bool
    /// Whether its defaults and vars are visible to the play outside it.
    public let isPublic: Bool
    /// Whether its arguments are checked against its specification.
    let validates: Bool
    public let allowDuplicates: Bool
    /// Equal for uses that are the same to Ansible: a role runs once a host for each identity, unless
    /// ``allowDuplicates``.
    public let identity: RoleIdentity

    init(
        role: Role, span: Span?, parameters: Dict, vars: Dict, draft: Draft, from: RoleFiles,
        parents: [RoleInstance], dependencies: [RoleInstance], isIncluded: Bool, isPublic: Bool,
        validates: Bool, allowDuplicates: Bool
    ) {
        self.role = role
        self.span = span
        self.parameters = parameters
        self.vars = vars
        self.draft = draft
        self.from = from
        self.parents = parents
        self.dependencies = dependencies
        allDependencies = dependencies.flatMap { $0.allDependencies + [$0] }
        defaulting = allDependencies.lastUses
        var seen: Set<RoleIdentity> = []
        exporting =
            allDependencies.filter { seen.insert($0.identity).inserted }
            .flatMap { $0.exporting + [$0] }.lastUses
        self.isIncluded = isIncluded
        self.isPublic = isPublic
        self.validates = validates
        self.allowDuplicates = allowDuplicates
        self.identity = RoleIdentity(
            name: role.fullName, path: role.path, parameters: parameters, when: draft.attributes.when,
            tags: draft.attributes.tags, from: from, vars: vars, isIncluded: isIncluded)
    }

    public var name: String { role.name }
    public var path: String { role.path }
    /// `namespace.collection.role`, or the bare name.
    public var fullName: String { role.fullName }
}

extension Role {
    /// `namespace.collection.role`, or the bare name.
    public var fullName: String { collection.map { "\($0).\(name)" } ?? name }
}

/// What makes two uses of a role the same.
public struct RoleIdentity: Hashable, Sendable {
    let name: String
    let path: String
    let parameters: Dict
    let when: [Value]
    let tags: [Value]
    let from: RoleFiles
    let vars: Dict
    let isIncluded: Bool
}
