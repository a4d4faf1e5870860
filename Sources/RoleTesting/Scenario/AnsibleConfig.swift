import Values

/// The ansible.cfg of a scenario: the defaults of role tests, the scenario's own options over them.
///
/// Source: Molecule's documentation, "Provisioner".
struct AnsibleConfig {
    static let defaults: Dict = [
        "defaults": [
            "display_failed_stderr": true, "forks": 50, "retry_files_enabled": false, "host_key_checking": false,
            "nocows": 1, "interpreter_python": "auto_silent",
        ],
        "ssh_connection": ["scp_if_ssh": true, "control_path": "%(directory)s/%%h-%%p-%%r"],
    ]

    let options: Dict

    var text: String {
        var text = ""
        for (section, keys) in Self.defaults.merged(with: options) {
            text += "[\(section.plainText)]\n"
            for (key, value) in keys.mapping ?? [:] {
                // A line of its own continues a value only where it is indented.
                text += "\(key.plainText) = \(value.plainText.replacing("\n", with: "\n  "))\n"
            }
        }
        return text
    }
}
