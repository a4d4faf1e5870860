import Diagnostics
import Values
import YAML

/// The collection that a directory is, by its galaxy.yml.
struct CollectionMetadata: Sendable {
    let namespace: String
    let name: String
    let data: Dict

    /// Nil where the directory holds no galaxy.yml, and, with a warning, where that names no collection.
    init?(in directory: String, warn: (String) -> Void = { _ in }) {
        let path = directory + "/galaxy.yml"
        guard let text = Disk.text(path) else { return nil }
        guard let node = try? YAMLParser.document(SourceFile(name: path, text: text)),
            let data = try? ValueBuilder(trusted: false, duplicates: .ignore).value(of: node).mapping
        else {
            warn("Invalid galaxy.yml format at \(path)")
            return nil
        }
        guard let namespace = data["namespace"]?.text, let name = data["name"]?.text else {
            let missing = ["name", "namespace"].filter { data[.string($0)] == nil }.map { "'\($0)'" }
            warn("galaxy.yml at \(path) is missing required fields: \(missing.joined(separator: " and "))")
            return nil
        }
        self.namespace = namespace
        self.name = name
        self.data = data
    }
}
