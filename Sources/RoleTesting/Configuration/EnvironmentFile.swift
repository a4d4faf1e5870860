import Diagnostics
import Values
import YAML

/// `.env.yml`: a mapping of variables that is laid over the environment while scenario files are read.
enum EnvironmentFile {
    /// The variables of the file; none where there is no such file.
    static func variables(at path: String) throws(Diagnostic) -> [String: String] {
        guard Disk.exists(path) else { return [:] }
        guard let text = Disk.text(path) else { throw Disk.failure("cannot read \(path)") }
        guard let node = try YAMLParser.document(SourceFile(name: path, text: text)) else { return [:] }
        let value = try ValueBuilder(trusted: false).value(of: node)
        guard let mapping = value.mapping else {
            throw Diagnostic("an environment file must be a dictionary, this is a \(value.typeName)", at: node.span)
        }
        return Dictionary(mapping.map { ($0.key.plainText, $0.value.plainText) }) { $1 }
    }
}
