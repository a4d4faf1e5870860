import Values

/// Which names of facts become variables: a target must not say how it is reached, as whom, by which module or program.
///
/// Source: what ansible-core removes from facts, and the variables of this engine's own that choose something.
enum FactNames {
    /// Whether a fact of this name is never a variable; it stays in `ansible_facts`.
    static func isRestricted(_ key: Value) -> Bool {
        guard let name = key.text else { return true }
        if name.hasPrefix("_ansible_") || words.contains(name) { return true }
        guard name.hasPrefix("ansible_") else { return false }
        if name.hasSuffix("_interpreter") || name.hasSuffix("_host_key_checking") { return true }
        if name.hasPrefix("ansible_ssh_host_key_") { return false }
        // Containers' networks are devices with names of this form.
        if name.hasSuffix("_bridge") || name.hasSuffix("_gwbridge") { return false }
        let word = name.dropFirst("ansible_".count)
        return plugins.contains { word.hasPrefix($0) && word.dropFirst($0.count).hasPrefix("_") }
    }

    /// Connection and become plugins, whose options are variables that begin with their names.
    private static let plugins = [
        "aws_ssm", "become", "buildah", "chroot", "delegated", "doas", "docker", "docker_api", "dzdo", "enable",
        "funcd",
        "grpc", "httpapi", "iap", "incus", "interpreter", "iocage", "jail", "ksu", "kubectl", "libssh", "libvirt_lxc",
        "libvirt_qemu", "local", "lxc", "lxd", "machinectl", "netconf", "network_cli", "nsenter", "oc", "paramiko",
        "paramiko_ssh", "pbrun", "persistent", "pfexec", "pmrun", "podman", "podman_unshare", "proxmox_pct_remote",
        "psrp", "qubes", "run0", "runas", "saltstack", "scp", "sesu", "sftp", "shell", "smart", "ssh", "su", "sudo",
        "sudosu", "swiftplay", "vmware_tools", "winrm", "wsl", "zone",
    ]

    private static let words: Set<String> = [
        "ansible_async_dir", "ansible_become", "ansible_common_remote_group", "ansible_connection",
        "ansible_connection_user", "ansible_delegated_vars", "ansible_facts", "ansible_facts_modules",
        "ansible_facts_parallel", "ansible_host", "ansible_module_compression", "ansible_network_os",
        "ansible_package_use", "ansible_password", "ansible_pipelining", "ansible_port", "ansible_private_key",
        "ansible_private_key_file", "ansible_private_key_passphrase", "ansible_remote_tmp", "ansible_rsync_path",
        "ansible_system_tmpdirs", "ansible_timeout", "ansible_user", "group_names", "groups", "hostvars",
        "inventory_hostname", "inventory_hostname_short", "omit", "playbook_dir",
    ]
}
