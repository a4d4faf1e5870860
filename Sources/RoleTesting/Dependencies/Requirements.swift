import Diagnostics
import Values

/// The roles and collections that a requirements file names.
struct Requirements {
    var roles: [String] = []
    var collections: [String] = []

    var isEmpty: Bool { roles.isEmpty && collections.isEmpty }

    init(roles: [String] = [], collections: [String] = []) {
        self.roles = roles
        self.collections = collections
    }

    init(file: String) throws(Diagnostic) {
        guard let value = try Value.ofYAMLFile(file) else { return }
        if let list = value.sequence {
            roles = list.compactMap(Self.name)
        } else {
            roles = value.mapping?["roles"]?.sequence?.compactMap(Self.name) ?? []
            collections = value.mapping?["collections"]?.sequence?.compactMap(Self.name) ?? []
        }
    }

    private static func name(_ value: Value) -> String? {
        if let text = value.text { return text.split(separator: ",").first.map { $0.trimmed() } }
        guard let entry = value.mapping else { return nil }
        if let name = entry["name"]?.text { return name }
        guard let source = entry["src"]?.text ?? entry["role"]?.text else { return nil }
        var name = FilePath.name(source)
        for suffix in [".git", ".tar.gz", ".tgz"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        return name
    }

    /// Those that are not found where the scenario looks for them.
    func missing(for scenario: Scenario) throws(Diagnostic) -> Requirements {
        let paths = try ContentPaths.searched(scenario, found: ContentPaths())
        var missing = self
        missing.roles.removeAll { name in paths.roles.contains { Disk.exists("\($0)/\(name)") } }
        missing.collections.removeAll { name in
            let parts = name.split(separator: ".")
            guard parts.count == 2 else { return true }
            return paths.collections.contains { Disk.exists("\($0)/ansible_collections/\(parts[0])/\(parts[1])") }
        }
        return missing
    }
}
