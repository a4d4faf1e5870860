import Modules
import System
import Values

/// The common case: the native module of the same name does it all on the target.
struct ModuleAction: Action {
    static let names: [String] = []
    static let supportsAsync = true

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan { .request(call.request()) }
}
