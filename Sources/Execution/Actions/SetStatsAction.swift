import Values

/// Custom figures for the end of the run.
struct SetStatsAction: Action {
    static let names = ["ansible.builtin.set_stats"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["aggregate", "data", "per_host"], briefly: true)
        guard let data = (call.arguments["data"] ?? .dict([:])).mapping else {
            return .result(["failed": true, "msg": "The 'data' option needs to be a dictionary/hash"])
        }
        // What is no bool counts as no.
        func flag(_ name: Value, _ fallback: Bool) -> Bool {
            call.arguments[name].map { ansibleBool($0) ?? false } ?? fallback
        }
        var checked: Dict = [:]
        for (key, value) in data { checked[.string(try VariableName.checked(key, call))] = value }
        return .result([
            "changed": false,
            "ansible_stats": .dict([
                "data": .dict(checked), "per_host": .bool(flag("per_host", false)),
                "aggregate": .bool(flag("aggregate", true)),
            ]),
        ])
    }
}
