/// Linux capabilities as a mask (linux/capability.h), by the names that containers are given them by.
enum Capabilities {
    private static let names = [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
        "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
        "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
        "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
        "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
        "CHECKPOINT_RESTORE",
    ]

    /// The bit of `NET_ADMIN` or `CAP_NET_ADMIN`; nil for an unknown name.
    static func bit(_ name: String) -> UInt64? {
        let name = name.uppercased()
        let bare = name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name
        return names.firstIndex(of: bare).map { 1 << UInt64($0) }
    }

    static func mask(_ names: [String]) -> UInt64 { names.compactMap(bit).reduce(0, |) }

    /// All but those that reach past the host: loading modules, raw access to devices.
    static let all = ~mask(["SYS_MODULE", "SYS_RAWIO"])

    /// What Docker leaves to a container.
    static let container = mask([
        "CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "MKNOD", "NET_RAW", "SETGID", "SETUID", "SETFCAP", "SETPCAP",
        "NET_BIND_SERVICE", "SYS_CHROOT", "KILL", "AUDIT_WRITE",
    ])

    /// The names that are none.
    static func unknown(_ names: [String]) -> [String] { names.filter { $0.uppercased() != "ALL" && bit($0) == nil } }
}
