import Modules

/// A group of facts that is gathered together, by the name `gather_subset` knows it under.
enum FactCollector: String, CaseIterable, Sendable {
    case platform, distribution, lsb, selinux, apparmor, chroot, fips, python, caps
    case packageManager = "pkg_mgr"
    case serviceManager = "service_mgr"
    case commandLine = "cmdline"
    case dateTime = "date_time"
    case env, loadavg
    case sshKeys = "ssh_pub_keys"
    case user, systemd, virtual, hardware, dns
    case fibreChannel = "fibre_channel_wwn"
    case network, iscsi, nvme, local, facter, ohai

    /// Single facts that select the whole group too.
    var factNames: [String] {
        switch self {
        case .platform:
            ["system", "kernel", "kernel_version", "machine", "python_version", "architecture", "machine_id"]
        case .distribution: ["distribution_version", "distribution_release", "distribution_major_version", "os_family"]
        case .chroot: ["is_chroot"]
        case .caps: ["system_capabilities", "system_capabilities_enforced"]
        case .sshKeys:
            [
                "ssh_host_pub_keys", "ssh_host_key_dsa_public", "ssh_host_key_rsa_public",
                "ssh_host_key_ecdsa_public", "ssh_host_key_ed25519_public",
            ]
        case .user:
            [
                "user_id", "user_uid", "user_gid", "user_gecos", "user_dir", "user_shell", "real_user_id",
                "effective_user_id", "effective_group_ids",
            ]
        case .virtual:
            [
                "virtualization_type", "virtualization_role", "virtualization_tech_guest", "virtualization_tech_host",
            ]
        case .hardware: ["processor", "processor_cores", "processor_count", "mounts", "devices"]
        case .network: ["interfaces", "default_ipv4", "default_ipv6", "all_ipv4_addresses", "all_ipv6_addresses"]
        default: []
        }
    }

    /// Groups that are gathered along because this one builds on them.
    var needs: [FactCollector] {
        switch self {
        case .packageManager: [.distribution]
        case .serviceManager, .network: [.platform, .distribution]
        case .hardware: [.platform]
        default: []
        }
    }

    /// What is always gathered unless `!min` says otherwise.
    static let minimal: [FactCollector] = [
        .apparmor, .caps, .commandLine, .dateTime, .distribution, .dns, .env, .fips, .local, .lsb, .packageManager,
        .platform, .python, .selinux, .serviceManager, .sshKeys, .user,
    ]

    /// What stands before each fact's name.
    var prefix: String {
        switch self {
        case .facter: "facter_"
        case .ohai: "ohai_"
        default: "ansible_"
        }
    }
}
