public import Values

/// A named set of hosts and of other groups.
public struct Group: Sendable {
    public let name: String
    /// Variables that inventory sources gave to it, not those of group_vars files.
    public var vars: Dict
    /// Names of the hosts that it holds directly.
    public internal(set) var hosts: [String] = []
    public internal(set) var children: [String] = []
    public internal(set) var parents: [String] = []
    /// The longest way up to `all`, which has depth 0: deeper groups' variables win.
    public internal(set) var depth = 0
    /// `ansible_group_priority`: among groups of one depth the higher wins.
    public internal(set) var priority = 1

    init(_ name: String, vars: Dict = [:]) {
        self.name = name
        self.vars = vars
    }
}
