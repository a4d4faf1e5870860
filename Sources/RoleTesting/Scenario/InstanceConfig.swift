import Diagnostics
import Values

/// instance_config.yml: how the hosts that an author's create playbook has made are reached.
///
/// Source: Molecule's documentation, "Delegated driver".
struct InstanceConfig {
    private let entries: [Dict]

    init(file: String) throws(Diagnostic) {
        entries = try Value.ofYAMLFile(file)?.sequence?.compactMap(\.mapping) ?? []
    }

    func entry(of name: String) -> Dict? { entries.first { $0["instance"]?.plainText == name } }

    /// Host variables for the inventory; none where the file does not know the host.
    ///
    /// - Parameter sshOptions: options of the ssh command for all hosts.
    func variables(of name: String, sshOptions: [String]) -> Dict {
        guard let entry = entry(of: name) else { return [:] }
        var variables: Dict = [:]
        let optional = [
            "become_pass", "become_method", "winrm_transport", "winrm_cert_pem", "winrm_cert_key_pem",
            "winrm_server_cert_validation", "shell_type", "connection",
        ]
        for key in optional {
            if let value = entry[.string(key)], !isEmpty(value) { variables[.string("ansible_\(key)")] = value }
        }
        for (key, variable) in [("user", "ansible_user"), ("address", "ansible_host"), ("port", "ansible_port")] {
            if let value = entry[.string(key)], !value.isNone { variables[.string(variable)] = value }
        }
        if let file = entry["identity_file"], !isEmpty(file) { variables["ansible_private_key_file"] = file }
        if let password = entry["password"], !isEmpty(password) {
            variables["ansible_password"] = password
            variables["ansible_ssh_pass"] = password
        }
        variables["ansible_ssh_common_args"] = .string(sshOptions.joined(separator: " "))
        return variables
    }

    private func isEmpty(_ value: Value) -> Bool {
        value.isNone || value.text == "" || value.text == nil && value == false
    }

    /// Options of ssh that hosts made for a test call for.
    static let sshOptions = [
        "-o UserKnownHostsFile=/dev/null", "-o ControlMaster=auto", "-o ControlPersist=60s", "-o ForwardX11=no",
        "-o LogLevel=ERROR", "-o IdentitiesOnly=yes", "-o StrictHostKeyChecking=no",
    ]
}
