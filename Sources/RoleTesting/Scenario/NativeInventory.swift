import Callbacks
import Diagnostics
import Values

/// The inventory of a scenario without platforms: the one that its playbooks are given by `--inventory`, asked by
/// `ansible-inventory`.
///
/// Source: Molecule's documentation, "Ansible-native configuration".
struct NativeInventory {
    let scenario: Scenario

    /// The names of its hosts, sorted; none where it cannot be read.
    var hosts: [String] { variables.keys.sorted() }

    /// The variables of a host by the names that a command for logging in has for them.
    func loginValues(of host: String) -> [String: String] {
        let names = [
            "ansible_host": "address", "ansible_user": "user", "ansible_port": "port",
            "ansible_ssh_private_key_file": "identity_file", "ansible_private_key_file": "identity_file",
        ]
        var values: [String: String] = [:]
        for (key, value) in variables[host] ?? [:] {
            if let name = names[key.plainText], !value.isNone { values[name] = value.plainText }
        }
        return values
    }

    private var variables: [String: Dict] {
        guard scenario.platforms.isEmpty, let arguments, let environment,
            let text = answer(["ansible-inventory", "--list"] + arguments, environment),
            let hosts = (try? JSON.parse(text))?.mapping?.dict("_meta").dict("hostvars")
        else { return [:] }
        return Dictionary(hosts.map { ($0.key.plainText, $0.value.mapping ?? [:]) }) { $1 }
    }

    /// The options that name inventories; nil where there is nothing to ask.
    private var arguments: [String]? {
        var found: [String] = [], takesNext = false
        for word in (try? scenario.config.texts("ansible", "executor", "args", "ansible_playbook")) ?? [] {
            if takesNext {
                found.append(word)
                takesNext = false
            } else if ["--inventory", "-i"].contains(word) {
                found.append(word)
                takesNext = true
            } else if word.hasPrefix("--inventory=") || word.hasPrefix("-i") {
                found.append(word)
            }
        }
        let own = scenario.place.inventoryDirectory
        let isThere = Disk.isDirectory(own)
        guard isThere || !found.isEmpty else { return nil }
        return (isThere ? ["--inventory", own] : []) + found
    }

    private var environment: [String: String]? {
        guard
            var environment = try? ScenarioEnvironment.playbook(scenario, found: ContentPaths(), colours: false)
        else { return nil }
        // The scenario's own is there once a step has run.
        if !Disk.isFile(scenario.place.ansibleConfig) {
            environment["ANSIBLE_CONFIG"] = scenario.project.environment["ANSIBLE_CONFIG"]
        }
        return environment
    }

    /// What the program prints, from the directory that playbooks run in; nil where it fails.
    private func answer(_ words: [String], _ environment: [String: String]) -> String? {
        let output = PlainAnswer()
        let program = ChildProgram.own(words, in: scenario.directory, environment: environment)
        guard (try? program.run(output)) == 0 else { return nil }
        return output.text
    }
}

extension Scenario {
    /// The names of its hosts: of its platforms, else those of its native inventory.
    var hostNames: [String] {
        platforms.isEmpty ? NativeInventory(scenario: self).hosts : platforms.map(\.name)
    }
}

/// Keeps what a program prints on standard output alone.
private final class PlainAnswer: OutputSink {
    private let kept = KeptOutput()

    var text: String { kept.text }

    func write(_ text: String, isError: Bool) { if !isError { kept.write(text, isError: false) } }
}
