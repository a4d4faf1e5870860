public import Diagnostics
public import Values

extension Inventory {
    /// Adds the group where it is not there yet, without putting it under any other.
    public mutating func addGroup(_ name: String) {
        if groups[name] == nil { groups[name] = Group(name) }
    }

    /// Adds the host where it is not there yet and puts it into `group`, which is added too.
    ///
    /// - Parameter source: the path of the inventory source that names the host.
    public mutating func addHost(_ name: String, to group: String? = nil, port: Int? = nil, source: String? = nil) {
        if hosts[name] == nil {
            var host = Host(name)
            if let port { host.vars["ansible_port"] = .int(port) }
            host.vars["inventory_file"] = source.map { .string($0) } ?? Value.none
            host.vars["inventory_dir"] = source.map { .string(Self.directory(ofSource: $0)) } ?? Value.none
            host.source = source
            hosts[name] = host
        }
        guard let group else { return }
        addGroup(group)
        if group == "all" {
            if groups["all"]?.hosts.contains(name) == false { groups["all"]?.hosts.append(name) }
        } else if hosts[name]?.groups.contains(group) == false {
            hosts[name]?.groups.append(group)
            groups[group]?.hosts.append(name)
        }
    }

    /// Adds a host while a play runs, as `add_host` does: a new one belongs to `all` itself, before the hosts of its groups.
    public mutating func addDynamicHost(_ name: String, to groups: [String]) {
        if hosts[name] == nil {
            addHost(name)
            addGroup("all")
            self.groups["all"]?.hosts.append(name)
        }
        for group in groups { addHost(name, to: group) }
        settle([name], in: groups)
    }

    /// Puts a host into a group while a play runs, as `group_by` does.
    public mutating func addDynamicGroup(_ name: String, below parents: [String], holding host: String) {
        for parent in parents where parent != "all" { try? addChild(name, to: parent) }
        addHost(host, to: name)
        settle([host], in: [name] + parents)
    }

    /// Takes a host or a group away.
    mutating func remove(_ name: String) {
        hosts[name] = nil
        groups[name] = nil
        for host in hosts.keys { hosts[host]?.groups.removeAll { $0 == name } }
        for group in groups.keys {
            groups[group]?.hosts.removeAll { $0 == name }
            groups[group]?.children.removeAll { $0 == name }
            groups[group]?.parents.removeAll { $0 == name }
        }
    }

    /// Makes `child` a child of `parent`; both are added where they are missing.
    ///
    /// Throws where that would close a circle.
    public mutating func addChild(_ child: String, to parent: String) throws(Diagnostic) {
        addGroup(parent)
        addGroup(child)
        if child == parent { throw Diagnostic("can't add group to itself") }
        if groups[parent]?.children.contains(child) == true { return }
        if descendants(of: child).contains(parent) {
            throw Diagnostic("Adding group '\(child)' as child to '\(parent)' creates a recursive dependency loop.")
        }
        link(child, under: parent)
    }

    /// Sets a variable of the group of that name, or of the host where there is no such group.
    ///
    /// `ansible_group_priority` of a group sets its priority.
    public mutating func setVariable(_ name: String, _ value: Value, of entity: String) {
        guard groups[entity] != nil else {
            hosts[entity]?.vars.set(name, value, merging: mergesDictionaries)
            return
        }
        if name == "ansible_group_priority" {
            groups[entity]?.priority = Self.priority(value)
        } else {
            groups[entity]?.vars.set(name, value, merging: mergesDictionaries)
        }
    }

    /// Sets things right after hosts and groups were added: groups without a parent go under `all`, hosts without a
    /// group into `ungrouped`, hosts with one out of it.
    ///
    /// - Returns: names that are both a group's and a host's.
    @discardableResult
    public mutating func reconcile() -> [String] {
        settle(Array(hosts.keys), in: Array(groups.keys))
        return groups.keys.filter { hosts[$0] != nil }
    }

    /// Puts groups without parents below `all`, and hosts without groups into `ungrouped`, which those with groups leave.
    private mutating func settle(_ hostNames: [String], in groupNames: [String]) {
        for name in groupNames where name != "all" && groups[name]?.parents.isEmpty == true { link(name, under: "all") }
        var leaving: Set<String> = []
        for name in hostNames {
            guard let host = hosts[name], !host.isImplicit else { continue }
            if host.groups.isEmpty {
                addHost(name, to: "ungrouped")
            } else if host.groups.count > 1, host.groups.contains("ungrouped") {
                leaving.insert(name)
                hosts[name]?.groups.removeAll { $0 == "ungrouped" }
            }
        }
        if !leaving.isEmpty { groups["ungrouped"]?.hosts.removeAll { leaving.contains($0) } }
    }

    mutating func link(_ child: String, under parent: String) {
        groups[parent]?.children.append(child)
        groups[child]?.parents.append(parent)
        raiseDepth(of: child, to: (groups[parent]?.depth ?? 0) + 1)
    }

    private mutating func raiseDepth(of name: String, to depth: Int) {
        guard let group = groups[name], group.depth < depth else { return }
        groups[name]?.depth = depth
        for child in group.children { raiseDepth(of: child, to: depth + 1) }
    }

    /// Python's `int(value)`; what is no number counts as 1.
    private static func priority(_ value: Value) -> Int {
        switch value {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        case .string(let text): Int(text) ?? 1
        default: 1
        }
    }
}

extension Dict {
    /// Sets `value` under `name`; `merging` adds the entries of a dict to those of the dict that is there.
    fileprivate mutating func set(_ name: String, _ value: Value, merging: Bool) {
        self[.string(name)] = merging ? self[.string(name)]?.merged(with: value) ?? value : value
    }
}

extension Value {
    /// Dicts merged at every depth; anything else gives way to `new`.
    fileprivate func merged(with new: Value) -> Value {
        guard case .dict(let old) = self, case .dict(let added) = new else { return new }
        return .dict(
            ValueDict(
                old.items.merging(added.items) { $0.merged(with: $1) },
                mayHoldTemplates: old.mayHoldTemplates || added.mayHoldTemplates))
    }
}
