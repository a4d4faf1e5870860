import Modules
import System
import Values

extension CommandResult {
    /// The object or list that kubectl printed; nil where it printed nothing.
    ///
    /// - Throws: a failure that begins with `purpose` where the output is no JSON.
    func kubectlObject(_ purpose: String) throws(ModuleFailure) -> Value? {
        guard !output.allSatisfy({ $0 == 0x0A || $0 == 0x20 }) else { return nil }
        do throws(ValueError) { return try JSON.parse(output) } catch {
            throw ModuleFailure("\(purpose): kubectl printed no JSON: \(error.message)")
        }
    }
}
