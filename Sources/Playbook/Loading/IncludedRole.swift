/// A role that a dynamic include brought into a play.
public struct IncludedRole: Sendable {
    public let instance: RoleInstance
    /// The role's tasks, those of its dependencies before them, each role's end marked by `meta: role_complete`.
    public let blocks: [Block]
    /// Roles that static imports inside the role named, in order.
    public internal(set) var imported: [RoleInstance] = []
    /// Handlers to add behind the play's own.
    public internal(set) var handlers: [Block]
}
