public import Values

extension Inventory {
    /// The names that mean the controller even where no source has them.
    public static let localNames = ["127.0.0.1", "localhost", "::1"]

    /// The host of that name: one of the inventory's, or for the controller's names its own entry or the implicit one.
    public func host(named name: String) -> Host? {
        if let host = hosts[name] { return host }
        guard Self.localNames.contains(name) else { return nil }
        if let own = hosts.values.first(where: { !$0.isImplicit && Self.localNames.contains($0.name) }) {
            return own
        }
        let vars: Dict = ["ansible_python_interpreter": "/usr/bin/python3", "ansible_connection": "local"]
        return Host(name, vars: vars, isImplicit: true)
    }

    /// Adds the host that is always there, where `name` means it and no source names it.
    public mutating func addImplicit(_ name: String) {
        guard hosts[name] == nil, let host = host(named: name), host.isImplicit else { return }
        hosts[name] = host
    }

    /// `groups`: the hosts of every group, in order.
    public var groupMembers: Dict {
        Dict(
            groups.keys.map { (.string($0), .list(hostNames(in: $0).map { .string($0) })) },
            uniquingKeysWith: { $1 })
    }

    /// What an inventory says of a host besides its variables: `inventory_hostname`, its short form, `group_names`.
    public func magicVariables(of host: String) -> Dict {
        var names = groups(of: host).map(\.name)
        names.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        let isAddress = HostAddress.isIPv4(host) || HostAddress.isIPv6(host)
        let short = isAddress ? host : String(host.prefix { $0 != "." })
        return [
            "inventory_hostname": .string(host), "inventory_hostname_short": .string(short),
            "group_names": .list(names.map { .string($0) }),
        ]
    }
}
