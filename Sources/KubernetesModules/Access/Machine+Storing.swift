import Modules
import System
import Values

extension Machine {
    /// Writes a value as JSON into a file of the task's directory that only its owner reads; gives the path.
    func store(_ value: Value, as name: String, in context: ModuleContext) async throws(ModuleFailure) -> String {
        let path = "\(context.temporaryDirectory)/\(name)"
        let bytes: [UInt8]
        do throws(ValueError) { bytes = try JSON.compact(value) } catch { throw ModuleFailure(error.message) }
        try await attempt { base async throws(SystemError) in
            try await base.write(path, bytes, mode: 0o600, append: false)
        }
        return path
    }
}
