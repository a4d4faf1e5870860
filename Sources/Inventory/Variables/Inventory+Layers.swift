public import Diagnostics
public import Templating
import Values

extension Inventory {
    /// The variables of a host as layers, weakest first: levels 3 to 10 of Ansible's precedence.
    ///
    /// - Parameter playbookDirectory: where the playbook's own `group_vars` and `host_vars` stand.
    public func layers(
        for name: String, files: HostVariableFiles, playbookDirectory: String?
    ) throws(Diagnostic) -> [any VariableLayer] {
        let groups = self.groups(of: name)
        let places = directories
        let playbook = playbookDirectory.map { [$0] } ?? []
        var layers: [any VariableLayer] = []
        func add(_ items: Dict?) { if let items, !items.isEmpty { layers.append(DictLayer(items)) } }
        func add(_ kind: HostVariableFiles.Kind, _ names: [String], in places: [String]) throws(Diagnostic) {
            for name in names {
                for place in places {
                    if let found = try files.variables(kind, name, in: place) { layers.append(DictLayer(found)) }
                }
            }
        }
        let names = groups.map(\.name)
        add(self.groups["all"]?.vars)
        for group in groups { add(group.vars) }
        try add(.group, ["all"], in: places)
        try add(.group, ["all"], in: playbook)
        try add(.group, names, in: places)
        try add(.group, names, in: playbook)
        add(hosts[name]?.vars)
        try add(.host, [name], in: places)
        try add(.host, [name], in: playbook)
        return layers
    }

    /// Where the inventory's sources stand, in order.
    public var directories: [String] {
        var found: [String] = []
        for source in places where !found.contains(source) { found.append(source) }
        return found
    }
}
