import Diagnostics
import Values

/// The roles and collections that a requirements file names.
struct Requirements {
    var roles: [String] = []
    var collections: [String] = []

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
        if let text = value.text { return text.split(separator: ",").first.map { String($0).trimmed } }
        guard let entry = value.mapping else { return nil }
        if let name = entry["name"]?.text { return name }
        guard let source = entry["src"]?.text ?? entry["role"]?.text else { return nil }
        var name = FilePath.name(source)
        for suffix in [".git", ".tar.gz", ".tgz"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
        return name
    }

    /// Those that are not found where the scenario looks for them.
    func missing(for scenario: Scenario) throws(Diagnostic) -> Requirements {
        let environment = try ScenarioEnvironment.playbook(scenario, found: ContentPaths(), colours: false)
        let home = scenario.project.ansibleHome
        func paths(_ names: [String], _ defaults: [String]) -> [String] {
            let given = names.lazy.compactMap { environment[$0] }.first
            return (given?.split(separator: ":").map(String.init) ?? []) + defaults
        }
        let rolePaths = paths(
            ["ANSIBLE_ROLES_PATH"], ["\(home)/roles", "/usr/share/ansible/roles", "/etc/ansible/roles", "roles"]
        ).map { FilePath.absolute($0, in: scenario.project.directory) }
        let collectionPaths = paths(
            ["ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_COLLECTIONS_PATHS"],
            ["\(home)/collections", "/usr/share/ansible/collections", "collections"]
        ).map { FilePath.absolute($0, in: scenario.project.directory) }
        var missing = self
        missing.roles.removeAll { name in rolePaths.contains { Disk.exists("\($0)/\(name)") } }
        missing.collections.removeAll { name in
            let parts = name.split(separator: ".")
            guard parts.count == 2 else { return true }
            return collectionPaths.contains { Disk.exists("\($0)/ansible_collections/\(parts[0])/\(parts[1])") }
        }
        return missing
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
