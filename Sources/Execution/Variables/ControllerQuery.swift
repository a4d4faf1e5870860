import Modules
import System
import Values

/// What lookups ask of native modules, which then run on the controller.
enum ControllerQuery {
    /// The module's result, a failure among them.
    static func result(of module: String, _ arguments: Dict) -> Dict {
        let request = TaskRequest(module: module, arguments: arguments, check: false)
        return BlockingPool.waiting {
            await ModuleServer(.native).result(
                of: request, contents: LocalContentStore(request.contents), on: LocalSystem())
        }
    }
}
