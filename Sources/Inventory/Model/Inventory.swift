public import OrderedCollections

/// Every host and group that is known, from all sources.
///
/// There are always the groups `all` and `ungrouped`.
public struct Inventory: Sendable {
    /// By name, in the order of their first appearance.
    public internal(set) var hosts: OrderedDictionary<String, Host> = [:]
    /// By name, in the order of their first appearance.
    public internal(set) var groups: OrderedDictionary<String, Group> = [:]
    /// What was read, as it was named: paths and `host,list,` texts. Empty where nothing could be read.
    public internal(set) var sources: [String] = []

    /// Every source that was asked for, readable or not; group_vars and host_vars are looked for beside them.
    public internal(set) var requested: [String] = []

    /// Whether dicts that several sources give one variable are merged (`hash_behaviour = merge`).
    var mergesDictionaries = false

    public init() {
        groups["all"] = Group("all")
        groups["ungrouped"] = Group("ungrouped")
        link("ungrouped", under: "all")
    }
}
