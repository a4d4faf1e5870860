import Glibc

/// What a host's files and mounts are on top of its image.
extension HostStart {
    /// Files of the host's own, in its uppermost layer.
    func writeFiles(boots: Bool) throws(HostError) {
        let upper = "\(folder)/upper"
        // A directory there replaces the attributes of the one below it.
        for directory in ["etc", "etc/apt", "etc/apt/apt.conf.d", "run", "etc/ssh"] where isInImage(directory) {
            try Files.makeDirectory("\(upper)/\(directory)")
        }
        try Files.makeDirectory("\(upper)/etc")
        let hostname = description.hostname ?? description.name
        try Files.writeThrough("\(upper)/etc/hostname", "\(hostname)\n")
        let lines = [("127.0.0.1", "localhost"), ("::1", "localhost ip6-localhost ip6-loopback")] + names
        try Files.writeThrough("\(upper)/etc/hosts", lines.map { "\($0.0)\t\($0.1)\n" }.joined())
        var servers = description.nameServers
        if servers.isEmpty, let wire = wires.first { servers = ["\(hub.plan.networks[wire.network].gateway)"] }
        try Files.writeThrough("\(upper)/etc/resolv.conf", servers.map { "nameserver \($0)\n" }.joined())
        if let wire = wires.first, isInImage("etc/apt/apt.conf.d") {
            let proxy = "http://\(hub.plan.networks[wire.network].gateway):\(RelayPlan.packagePort)"
            try Files.writeThrough(
                "\(upper)/etc/apt/apt.conf.d/01-relay",
                "Acquire::http::Proxy \"\(proxy)\";\nAcquire::https::Proxy \"\(proxy)\";\nAcquire::http::Pipeline-Depth \"0\";\n"
            )
        }
        switch description.appearance {
        case .docker: try Files.writeThrough("\(upper)/.dockerenv", "", mode: 0o755)
        case .podman where !boots:
            try Files.makeDirectory("\(upper)/run")
            try Files.writeThrough("\(upper)/run/.containerenv", "")
        case .podman, .machine: break
        }
    }

    private func isInImage(_ path: String) -> Bool {
        (upper + image.layers).contains { Files.isDirectory("\($0)/\(path)") }
    }

    /// Volumes and memory file systems.
    func mount(in host: inout HostLaunch) throws(HostError) {
        if description.appearance == .podman, host.boots { host.mounts.append(.file("/run/.containerenv")) }
        for entry in description.tmpfs where !(host.boots && ["/run", "/run/lock"].contains(entry.path)) {
            let (flags, data) = MountOptions.parse(entry.options)
            host.mounts += [.directory(entry.path), .mount("tmpfs", entry.path, "tmpfs", flags, data)]
        }
        for volume in description.volumes where !volume.target.hasPrefix("/sys/fs/cgroup") {
            guard volume.target.hasPrefix("/") else {
                throw HostError("the volume's target \(volume.target) is no whole path")
            }
            var source = volume.source
            if !source.contains("/") {
                source = "\(Files.parent(folder))/.volumes/\(source)"
                try Files.makeDirectory(source)
            }
            guard let real = Files.resolved(source) else {
                throw HostError("the volume's source \(volume.source) does not exist")
            }
            host.mounts.append(Files.isDirectory(real) ? .directory(volume.target) : .file(volume.target))
            host.mounts += Step.bind("/dev/.machine\(real)", volume.target, readOnly: volume.isReadOnly)
        }
    }

    /// Kernel settings and limits.
    func set(in host: inout HostLaunch) throws(HostError) {
        for setting in description.kernelSettings {
            let path = setting.name.reduce(into: "/proc/sys/") { $0 += $1 == "." ? "/" : String($1) }
            host.settings.append(.write(setting.value, to: path))
        }
        for limit in description.limits {
            guard let step = limit.step else { throw HostError("\(limit.name) is no ulimit") }
            host.settings.append(step)
        }
        let unknown = Capabilities.unknown(description.capabilities)
        guard unknown.isEmpty else { throw HostError("\(unknown.joined(separator: ", ")) is no capability") }
    }

    /// Users that tasks come as.
    func addAccounts(_ record: HostRecord) async throws(HostError) {
        for account in description.accounts { try await record.addAccount(account) }
    }
}

extension HostDescription.Limit {
    /// The numbers of resources by their names, as setrlimit(2) has them.
    private static let resources: [String: Int] = [
        "cpu": 0, "fsize": 1, "data": 2, "stack": 3, "core": 4, "rss": 5, "nproc": 6, "nofile": 7, "memlock": 8,
        "as": 9, "locks": 10, "sigpending": 11, "msgqueue": 12, "nice": 13, "rtprio": 14, "rttime": 15,
    ]

    /// Sets it for a new process; nil where there is no limit of that name.
    var step: Step? { Self.resources[name].map { .limit($0, soft: soft, hard: hard) } }
}

/// Mount options by their names, as mount(8) takes them.
enum MountOptions {
    private static let flags: [String: Int] = [
        "ro": Int(MS_RDONLY), "nosuid": Int(MS_NOSUID), "nodev": Int(MS_NODEV),
        "noexec": Int(MS_NOEXEC), "noatime": Int(MS_NOATIME),
    ]
    /// The opposites, which are what a mount without flags has.
    private static let usual: Set = ["rw", "suid", "dev", "exec", "defaults", "atime", "relatime", "strictatime"]

    static func parse(_ text: String) -> (flags: Int, data: String?) {
        var flags = 0
        var data: [String] = []
        for option in text.split(separator: ",").map(String.init) {
            if let flag = Self.flags[option] { flags |= flag } else if !usual.contains(option) { data.append(option) }
        }
        return (flags, data.isEmpty ? nil : data.joined(separator: ","))
    }
}
