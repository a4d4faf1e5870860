import Diagnostics
import Values

extension Value {
    /// The value as a JSON document; `indent` is put before each level of it, nil keeps it on one line.
    func jsonFile(indent: String? = nil) throws(Diagnostic) -> String {
        do throws(ValueError) { return try JSON.text(self, JSONOptions(indent: indent)) } catch {
            throw Diagnostic("cannot write JSON: \(error)")
        }
    }
}
