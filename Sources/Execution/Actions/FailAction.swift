import Values

/// Ends in failure with a message.
struct FailAction: Action {
    static let names = ["ansible.builtin.fail"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["msg"], briefly: true)
        return .result([
            "failed": true, "msg": call.arguments["msg"] ?? "Failed as requested from task", "changed": false,
        ])
    }
}
