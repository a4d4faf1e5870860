import Modules
import System
import Values

/// Accounts. One that is to go must not be in use by the run itself, which keeps an agent for everyone it has become.
struct UserAction: Action {
    static let names = ["ansible.builtin.user"]
    static let supportsAsync = true

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        if call.string("state") == "absent", !call.fields.isCheckMode,
            let name = call.string("name") ?? call.string("user")
        {
            await call.leave(user: name)
        }
        return .request(call.request())
    }
}
