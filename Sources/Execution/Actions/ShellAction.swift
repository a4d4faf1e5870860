import Playbook
import System
import Values

/// Command lines for a shell, which expands variables by itself: the option that `command` has for that is not for it.
struct ShellAction: Action {
    static let names = ["ansible.builtin.shell"]
    static let supportsAsync = true

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard call.arguments["expand_argument_vars"] == nil else {
            throw TaskFailure("Unsupported parameters for (\(call.task.action.name)) module: expand_argument_vars")
        }
        var arguments = call.arguments
        arguments["_uses_shell"] = true
        return .request(call.request(nil, arguments))
    }
}
