import Configuration

/// Hosts by SSH. It answers to the names of all of Ansible's plugins for that.
struct SSHPlugin: ConnectionPlugin {
    let names = [
        "ansible.builtin.ssh", "ssh", "smart", "ansible.builtin.paramiko_ssh", "paramiko_ssh", "paramiko",
        "ansible.netcommon.libssh", "libssh",
    ]
    /// Those of ssh itself are fields of the settings.
    let options = SettingReference.options(
        """
        ssh_executable | string | "ssh" | ANSIBLE_SSH_EXECUTABLE | ssh_connection:ssh_executable | \
        ansible_ssh_executable
        password_mechanism | string | "ssh_askpass" | ANSIBLE_SSH_PASSWORD_MECHANISM | \
        ssh_connection:password_mechanism | ansible_ssh_password_mechanism | ssh_askpass,sshpass,disable
        sshpass_prompt | string | "" | ANSIBLE_SSHPASS_PROMPT | ssh_connection:sshpass_prompt | ansible_sshpass_prompt
        pkcs11_provider | string | "" | ANSIBLE_PKCS11_PROVIDER | ssh_connection:pkcs11_provider | \
        ansible_ssh_pkcs11_provider
        verbosity | int | 0 | ANSIBLE_SSH_VERBOSITY | ssh_connection:verbosity | ansible_ssh_verbosity
        """)

    func patience(_ settings: ConnectionSettings) -> Become.Patience? {
        let seconds = Int(settings.connectTimeout) + 2
        return Become.Patience(
            seconds: seconds, message: "Timeout (\(seconds)s) waiting for privilege escalation prompt: ")
    }

    func check(_ settings: ConnectionSettings) throws(ConnectionError) {
        if let provider = settings.options.text("pkcs11_provider") {
            throw ConnectionError(
                .unsupported,
                "ansible_ssh_pkcs11_provider (\(provider)) cannot be honoured: add the token's key to an ssh-agent with "
                    + "ssh-add -s")
        }
        if let program = settings.options.text("ssh_executable"), program.split(separator: "/").last != "ssh" {
            throw ConnectionError(
                .unsupported,
                "ansible_ssh_executable (\(program)) cannot be honoured: connections are made without a program; "
                    + "ProxyCommand in the ssh arguments or configuration leads through one")
        }
    }

    func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        try await SSHConnector(settings, note: note).connect()
    }
}
