import Diagnostics
import Hosts
import Values

/// The keys of a platform as a namespace host has them; what a host cannot have is listed.
///
/// Source: the README of molecule-plugins, and docker-run(1).
struct HostPlatform {
    let platform: Platform
    let context: DriverContext
    /// The driver that the scenario names, which decides what the host looks like.
    let driver: String

    private static let applied: Set<String> = [
        "name", "groups", "children", "image", "box", "pre_build_image", "dockerfile", "command", "override_command",
        "hostname", "env", "volumes", "tmpfs", "privileged", "capabilities", "cap_add", "networks", "docker_networks",
        "network", "ip", "network_mode", "published_ports", "dns_servers", "etc_hosts", "sysctls", "memory", "cpus",
        "shm_size", "user", "pid_mode", "links", "ulimits", "buildargs", "interfaces",
    ]
    /// What is true of every host here, or says how a daemon is to be used.
    private static let pointless: Set<String> = [
        "cgroupns_mode", "tty", "registry", "docker_host", "keep_volumes", "force", "pull", "cgroup_manager",
        "rootless",
        "systemd", "box_version", "box_url", "provider_options", "provider_raw_config_args", "instance_raw_config_args",
        "security_opts", "security_opt", "exposed_ports", "purge_networks", "restart_policy", "restart_retries",
        "detach",
    ]

    /// Keys that the host does without.
    var unapplied: [String] {
        platform.keys.keys.map(\.plainText).filter {
            !Self.applied.contains($0) && !Self.pointless.contains($0) && !$0.hasPrefix("x-")
        }
    }

    private var isVagrant: Bool { driver == "vagrant" }

    func description() throws(Diagnostic) -> HostDescription {
        var host = HostDescription(name: platform.name, image: try image())
        host.appearance = isVagrant ? .machine : driver == "podman" ? .podman : .docker
        host.command = isVagrant ? nil : command
        host.hostname = text("hostname")
        host.isPrivileged = isTrue("privileged") || isVagrant
        host.capabilities = texts("capabilities") + texts("cap_add")
        for (name, value) in pairs("env", separator: "=") { host.environment[name] = value }
        host.tmpfs = pairs("tmpfs", separator: ":").map { (path: $0.0, options: $0.1) }
        for text in texts("volumes") { if let volume = try volume(text) { host.volumes.append(volume) } }
        host.nameServers = texts("dns_servers")
        host.names = pairs("etc_hosts", separator: ":").map { (name: $0.0, address: $0.1) }
        host.kernelSettings = pairs("sysctls", separator: "=").filter { $0.0.hasPrefix("net.") }.map {
            (name: $0.0, value: $0.1)
        }
        host.memory = try size("memory")
        if isVagrant, let memory = platform.keys["memory"]?.plainText, let number = Int(memory) {
            host.memory = number << 20
        }
        if let processors = text("cpus") {
            guard let number = Double(processors), number > 0 else { throw wrong("cpus", "a number of processors") }
            host.processors = number
        }
        host.sharedMemory = text("shm_size").map { $0.lowercased().replacing("b", with: "") }
        host.user = text("user")
        host.hasMachineProcesses = text("pid_mode") == "host"
        host.links = pairs("links", separator: ":").map { (host: $0.0, alias: $0.1.isEmpty ? $0.0 : $0.1) }
        host.limits = try limits()
        try addNetworks(to: &host)
        if isVagrant { host.accounts = ["vagrant"] }
        return host
    }

    /// The settings of `sysctls` that are the machine's and not a host's.
    var foreignSettings: [String] {
        pairs("sysctls", separator: "=").map(\.0).filter { !$0.hasPrefix("net.") }
    }

    // MARK: keys

    private func text(_ key: String) -> String? {
        platform.keys[.string(key)].flatMap { $0.isNone ? nil : $0.plainText }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func texts(_ key: String) -> [String] {
        guard let value = platform.keys[.string(key)], !value.isNone else { return [] }
        return value.texts ?? [value.plainText]
    }

    private func isTrue(_ key: String) -> Bool { platform.keys[.string(key)]?.isTrue ?? false }

    private func pairs(_ key: String, separator: Character) -> [(String, String)] {
        if let mapping = platform.keys[.string(key)]?.mapping {
            return mapping.map { ($0.key.plainText, $0.value.isNone ? "" : $0.value.plainText) }
        }
        return texts(key).map { text in
            let parts = text.split(separator: separator, maxSplits: 1).map(String.init)
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
    }

    func wrong(_ key: String, _ wanted: String) -> Diagnostic {
        Diagnostic("platform '\(platform.name)': \(key) is \(wanted), not \(text(key) ?? "nothing")")
    }

    /// A number of bytes, `512m` or `2g` among others.
    private func size(_ key: String) throws(Diagnostic) -> Int? {
        guard !isVagrant, let text = text(key)?.lowercased() else { return nil }
        let digits = text.prefix { $0.isNumber || $0 == "." }
        let units = [
            "": 1.0, "b": 1.0, "k": 1024.0, "kb": 1024.0, "m": 1048576.0, "mb": 1048576.0, "g": 1073741824.0,
            "gb": 1073741824.0,
        ]
        guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else {
            throw wrong(key, "a number of bytes")
        }
        return Int(number * unit)
    }

    /// nil is the image's own, an empty list the loop that sleeps.
    private var command: [String]? {
        if let override = platform.keys["override_command"], !override.isTrue { return nil }
        guard let value = platform.keys["command"], !value.isNone else { return [] }
        if let words = value.texts { return words.isEmpty ? nil : words }
        let text = value.plainText
        return text.isEmpty ? nil : ShellWords.split(text)
    }

    private func image() throws(Diagnostic) -> HostDescription.Image {
        if isVagrant {
            guard let box = text("box") ?? text("image") else {
                throw Diagnostic("platform '\(platform.name)' names no box")
            }
            return .box(box)
        }
        guard let image = text("image") ?? text("box") else {
            throw Diagnostic("platform '\(platform.name)' names no image")
        }
        if isTrue("pre_build_image") { return .named(image) }
        let path = FilePath.absolute(text("dockerfile") ?? "Dockerfile.j2", in: context.scenarioDirectory)
        guard let text = Disk.text(path) else { return .prepared(image) }
        var arguments: [String: String] = [:]
        for (name, value) in pairs("buildargs", separator: "=") { arguments[name] = value }
        return .dockerfile(
            try DockerfileTemplate(platform: platform).render(text, name: path), context: FilePath.parent(path),
            arguments: arguments)
    }

    private func volume(_ text: String) throws(Diagnostic) -> HostDescription.Volume? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count) else {
            throw Diagnostic("platform '\(platform.name)': the volume \(text) is no SOURCE:TARGET[:ro]")
        }
        if parts.count == 1 {
            return HostDescription.Volume(
                source: "anonymous-\(platform.name)-\(parts[0].filter { $0 != "/" })", target: parts[0])
        }
        let isReadOnly = parts.count > 2 && parts[2].split(separator: ",").contains("ro")
        var source = parts[0]
        if source.hasPrefix("~") { source = (context.environment["HOME"] ?? "/root") + source.dropFirst() }
        if source.contains("/") { source = FilePath.absolute(source, in: context.scenarioDirectory) }
        // Of these only the machine itself has what they are wanted for.
        let places = ["/sys", "/lib/modules", "/dev", "/run", "/var/run", "/proc"]
        if !Disk.exists(source), places.contains(where: { source == $0 || source.hasPrefix("\($0)/") }) { return nil }
        return HostDescription.Volume(source: source, target: parts[1], isReadOnly: isReadOnly)
    }

    private func limits() throws(Diagnostic) -> [HostDescription.Limit] {
        var limits: [HostDescription.Limit] = []
        for (name, value) in pairs("ulimits", separator: ":").map({ pair in
            pair.1.isEmpty && pair.0.contains("=")
                ? (String(pair.0.split(separator: "=")[0]), String(pair.0.split(separator: "=")[1])) : pair
        }) {
            let numbers = value.split(separator: ":").map { $0 == "-1" ? UInt.max : UInt($0) }
            guard let soft = numbers.first ?? nil, numbers.count <= 2, let hard = numbers.last ?? nil else {
                throw Diagnostic("platform '\(platform.name)': the ulimit \(name) is SOFT[:HARD], not \(value)")
            }
            limits.append(.init(name, soft: soft, hard: hard))
        }
        return limits
    }
}
