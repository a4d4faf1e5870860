/// What is asked of vars plugins that are not built in.
public struct ForeignVariablesRequest: Sendable {
    /// The directory of an inventory's source or of the playbook.
    public var directory: String
    /// Whether that is the playbook's.
    public var isOfPlay: Bool
    /// The name of a host or group.
    public var name: String
    public var isHost: Bool
}
