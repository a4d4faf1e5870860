import Values

/// What results of `add_host` and `group_by` do to the inventory.
enum InventoryEffect {
    static func apply(_ result: Dict, host: String, to inventory: InventoryHolder) {
        if let added = result["add_host"]?.mapping, let name = added["host_name"]?.text {
            let groups = (added["groups"]?.sequence ?? []).compactMap(\.text)
            inventory.add(
                host: name, groups: groups, variables: added["host_vars"]?.mapping ?? [:],
                marked: result.marks["add_host"]?.mapping?["host_vars"]?.mapping ?? [:])
        } else if let group = result["add_group"]?.text {
            let parents = (result["parent_groups"]?.sequence ?? []).compactMap(\.text)
            inventory.add(group: group, parents: parents, holding: host)
        }
    }
}
