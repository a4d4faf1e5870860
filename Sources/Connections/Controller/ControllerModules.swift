import Modules
import System
import Values

/// Modules that run on this machine and act on a host's ``System``.
struct ControllerModules: Sendable {
    private let modules: ModuleRegistry

    init(_ modules: ModuleRegistry) { self.modules = modules }

    /// Runs one request to its end, on threads that may block, as modules may compute for long. `directory` is private
    /// to the user there.
    func result(of request: TaskRequest, on system: some System, directory: String) async -> Dict {
        let server = ModuleServer(modules, temporaryDirectory: directory)
        let task = OutputTap.$current.withValue(request.tap) {
            Task(executorPreference: BlockingPool.shared) {
                await server.result(of: request, contents: LocalContentStore(request.contents), on: system)
            }
        }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
