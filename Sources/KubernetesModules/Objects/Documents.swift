import Diagnostics
import Modules
import Values
import YAML

/// The YAML documents of a text, by PyYAML's rules.
enum Documents {
    /// - Throws: a failure that begins with `purpose`.
    static func all(_ text: String, name: String, purpose: String) throws(ModuleFailure) -> [Value] {
        do throws(Diagnostic) {
            let builder = ValueBuilder(trusted: false, duplicates: .ignore)
            var all: [Value] = []
            for node in try YAMLParser.documents(SourceFile(name: name, text: text)) {
                all.append(try builder.value(of: node))
            }
            return all
        } catch {
            throw ModuleFailure("\(purpose): \(error.message)")
        }
    }
}
