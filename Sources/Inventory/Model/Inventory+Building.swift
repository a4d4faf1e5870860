public import Diagnostics
public import Values

extension Inventory {
    /// Adds the group where it is not there yet, without putting it under any other.
    public mutating func addGroup(_ name: String) {
        if groups[name] == nil { groups[name] = Group(name) }
    }

    /// Adds the host where it is not there yet and puts it into `group`, which is added too.
    public mutating func addHost(_ name: String, to group: String? = nil) {
        if hosts[name] == nil { hosts[name] = Host(name) }
        guard let group, group != "all" else { return }
        addGroup(group)
        guard hosts[name]?.groups.contains(group) == false else { return }
        hosts[name]?.groups.append(group)
        groups[group]?.hosts.append(name)
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

    /// Sets a variable of a group; `ansible_group_priority` sets its priority.
    public mutating func setVariable(_ name: String, _ value: Value, ofGroup group: String) {
        if name == "ansible_group_priority" { groups[group]?.priority = Self.priority(value) }
        groups[group]?.vars.set(name, value)
    }

    /// Sets a variable of a host.
    public mutating func setVariable(_ name: String, _ value: Value, ofHost host: String) {
        hosts[host]?.vars.set(name, value)
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
    /// Sets `value` under `name`; where both old and new are dicts the new entries are added to the old ones.
    mutating func set(_ name: String, _ value: Value) {
        guard case .dict(let old) = self[.string(name)], case .dict(let new) = value else {
            self[.string(name)] = value
            return
        }
        self[.string(name)] = .dict(
            ValueDict(
                old.items.merging(new.items) { $1 },
                mayHoldTemplates: old.mayHoldTemplates || new.mayHoldTemplates))
    }
}
