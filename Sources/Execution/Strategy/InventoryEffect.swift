import Playbook
import Values

/// What results of `add_host` and `group_by` do to the inventory.
enum InventoryEffect {
    /// The outcome with what each item of a loop of `add_host` changed after those before it.
    static func settled(_ outcome: TaskOutcome, in inventory: InventoryHolder) -> TaskOutcome {
        guard outcome.start.hasLoop, outcome.status == .changed, outcome.task.keywords.changedWhen.isEmpty,
            outcome.items.contains(where: { $0.result["add_host"] != nil })
        else { return outcome }
        var outcome = outcome
        for (index, item) in outcome.items.enumerated() {
            guard let added = item.result["add_host"]?.mapping, let name = added["host_name"]?.text else { continue }
            let isKnown = inventory.has(
                name, groups: (added["groups"]?.sequence ?? []).compactMap(\.text),
                variables: added["host_vars"]?.mapping ?? [:])
            outcome.items[index].result["changed"] = .bool(!isKnown)
            apply(item.result, host: outcome.host, to: inventory)
        }
        outcome.result.setItems(outcome.items.map(\.result))
        return outcome
    }

    static func apply(_ result: TaskResult, host: String, to inventory: InventoryHolder) {
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
