import Values

/// Where a run finds the role or collection under test: a directory of links that belongs to this run alone.
struct ContentPaths: Sendable {
    var roles: [String] = []
    var collections: [String] = []

    /// Puts the directories behind the configured ones; where none is configured, before Ansible's defaults.
    func add(to environment: inout [String: String], _ scenario: Scenario) {
        let home = scenario.project.ansibleHome
        func add(_ paths: [String], _ names: [String], _ key: String, _ defaults: [String]) {
            guard !paths.isEmpty else { return }
            let name = names.first { environment[$0] != nil } ?? names[0]
            let configured =
                environment[name]
                ?? scenario.config.data.value("ansible", "cfg", "defaults", key)?.plainText
            guard let configured, !configured.isEmpty else {
                environment[name] = (paths + defaults).joined(separator: ":")
                return
            }
            environment[name] = ([configured] + paths).joined(separator: ":")
        }
        add(
            roles, ["ANSIBLE_ROLES_PATH"], "roles_path",
            ["\(home)/roles", "/usr/share/ansible/roles", "/etc/ansible/roles"])
        add(
            collections, ["ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_COLLECTIONS_PATHS"], "collections_path",
            ["\(home)/collections", "/usr/share/ansible/collections"])
    }
}
