import Values

/// Puts the host into a group named by its variables.
struct GroupByAction: Action {
    static let names = ["ansible.builtin.group_by"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["key", "parents"], briefly: true)
        guard let key = call.string("key") else {
            return .result([
                "changed": false, "failed": true, "msg": "the 'key' param is required when using group_by",
            ])
        }
        let parents =
            call.arguments["parents"]?.sequence?.compactMap { try? $0.string() } ?? call.string("parents").map { [$0] }
        func named(_ text: String) -> Value { .string(text.replacing(" ", with: "-")) }
        let group = named(key)
        let isMember = call.run.inventory.groupNames(of: call.host).contains(group.text ?? "")
        return .result([
            "changed": .bool(!isMember), "add_group": group, "parent_groups": .list((parents ?? ["all"]).map(named)),
        ])
    }
}
