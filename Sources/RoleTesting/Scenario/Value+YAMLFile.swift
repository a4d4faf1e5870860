import Diagnostics
import Values
import YAML

extension Value {
    /// The value as a YAML document, as Molecule writes its files.
    func yamlFile() throws(Diagnostic) -> String {
        var options = YAMLOptions(flowStyle: false)
        options.explicitStart = true
        do throws(ValueError) { return try YAMLEmitter.text(self, options) } catch {
            throw Diagnostic("cannot write YAML: \(error)")
        }
    }

    /// The value of a YAML file; nil where there is none or it is empty.
    static func ofYAMLFile(_ path: String) throws(Diagnostic) -> Value? {
        guard let text = Disk.text(path) else { return nil }
        guard let node = try YAMLParser.document(SourceFile(name: path, text: text)) else { return nil }
        return try ValueBuilder(trusted: false, duplicates: .ignore).value(of: node)
    }
}
