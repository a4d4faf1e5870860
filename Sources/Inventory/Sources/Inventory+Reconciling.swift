import OrderedCollections

extension Inventory {
    /// Puts every host that is in no group into `ungrouped`, and every group that is in none into `all`.
    public mutating func settle() {
        for name in groups.keys where name != "all" && groups[name]?.parents.isEmpty == true {
            link(name, under: "all")
        }
        for (name, host) in hosts {
            let others = host.groups.filter { $0 != "ungrouped" }
            if others.isEmpty, !host.groups.contains("ungrouped") {
                addHost(name, to: "ungrouped")
            } else if !others.isEmpty, host.groups.count != others.count {
                hosts[name]?.groups = others
                groups["ungrouped"]?.hosts.removeAll { $0 == name }
            }
        }
    }

    /// Remembers the file that a host was first named in.
    mutating func note(source path: String) {
        for name in hosts.keys where hosts[name]?.source == nil { hosts[name]?.source = path }
    }
}
