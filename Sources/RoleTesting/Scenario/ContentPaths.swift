import Diagnostics
import Loading
import Playbook
import Values

/// Where a run finds the role or collection under test: a directory of links that belongs to this run alone.
struct ContentPaths: Sendable {
    var roles: [String] = []
    var collections: [String] = []

    /// All directories where a playbook of the scenario finds roles and collections, absolute.
    static func searched(_ scenario: Scenario, found: ContentPaths) throws(Diagnostic) -> ContentPaths {
        let environment = try ScenarioEnvironment.playbook(scenario, found: found, colours: false)
        let home = scenario.project.ansibleHome
        func paths(_ names: [String], _ defaults: [String]) -> [String] {
            let given = names.lazy.compactMap { environment[$0] }.first
            let all = (given?.split(separator: ":").map(String.init) ?? []) + defaults
            return all.map { FilePath.absolute($0, in: scenario.project.directory) }
        }
        let packages = PluginPaths.Settings.pythonPath(environment, files: DataLoader(environment: environment))
        return ContentPaths(
            roles: paths(
                ["ANSIBLE_ROLES_PATH"], ["\(home)/roles", "/usr/share/ansible/roles", "/etc/ansible/roles", "roles"]),
            collections: paths(
                ["ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_COLLECTIONS_PATHS"],
                ["\(home)/collections", "/usr/share/ansible/collections", "collections"])
                + packages.filter { Disk.isDirectory("\($0)/ansible_collections") })
    }

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
