import Diagnostics
import Values

/// The arguments of `docker run` that the keys of a platform stand for.
///
/// Source: the README of molecule-plugins, and docker-run(1).
struct ContainerArguments {
    private let platform: Platform
    private var keys: Dict { platform.keys }

    init(_ platform: Platform) { self.platform = platform }

    private func texts(_ key: String) -> [String] {
        guard let value = keys[.string(key)], !value.isNone else { return [] }
        return value.texts ?? [value.plainText]
    }

    private func text(_ key: String) -> String? { keys[.string(key)].flatMap { $0.isNone ? nil : $0.plainText } }

    /// The names of the networks that the container is in, the first one from its start.
    var networks: [String] {
        let entries = keys["networks"]?.sequence ?? []
        return entries.compactMap { $0.mapping?["name"]?.text ?? $0.text } + (text("network").map { [$0] } ?? [])
    }

    func run(_ image: String, label: String) throws(Diagnostic) -> [String] {
        var words = [
            "run", "-d", "--name", platform.name, "--hostname", text("hostname") ?? platform.name, "--label", label,
        ]
        if keys["privileged"]?.isTrue ?? false { words.append("--privileged") }
        let single = [
            "user": "--user", "memory": "--memory", "cpus": "--cpus", "shm_size": "--shm-size", "pid_mode": "--pid",
            "ipc_mode": "--ipc", "cgroupns_mode": "--cgroupns", "working_dir": "--workdir",
            "restart_policy": "--restart", "platform": "--platform", "ip": "--ip", "systemd": "--systemd",
            "cgroup_parent": "--cgroup-parent", "runtime": "--runtime",
        ]
        for (key, option) in single.sorted(by: { $0.key < $1.key }) {
            if let value = text(key) { words += [option, value] }
        }
        let several = [
            "volumes": "-v", "capabilities": "--cap-add", "cap_add": "--cap-add", "cap_drop": "--cap-drop",
            "security_opts": "--security-opt", "dns_servers": "--dns", "published_ports": "-p",
            "exposed_ports": "--expose",
            "ulimits": "--ulimit", "links": "--link", "devices": "--device", "extra_opts": "",
        ]
        for (key, option) in several.sorted(by: { $0.key < $1.key }) {
            for value in texts(key) { words += option.isEmpty ? [value] : [option, value] }
        }
        for (path, options) in pairs("tmpfs", separator: ":") {
            words += ["--tmpfs", options.isEmpty ? path : "\(path):\(options)"]
        }
        for (name, value) in pairs("env", separator: "=") { words += ["-e", "\(name)=\(value)"] }
        for (name, address) in pairs("etc_hosts", separator: ":") { words += ["--add-host", "\(name):\(address)"] }
        for (name, value) in pairs("sysctls", separator: "=") { words += ["--sysctl", "\(name)=\(value)"] }
        if let mode = text("network_mode") {
            words += ["--network", mode]
        } else if let network = networks.first {
            words += ["--network", network]
        }
        if let entry = text("entrypoint") { words += ["--entrypoint", entry] }
        words.append(image)
        return words + command
    }

    /// Without a command of its own a container only waits; an empty one is the image's.
    private var command: [String] {
        if let list = keys["command"]?.sequence { return list.map(\.plainText) }
        guard let text = text("command") else { return ["bash", "-c", "while true; do sleep 10000; done"] }
        return text.isEmpty ? [] : text.split(separator: " ").map(String.init)
    }

    private func pairs(_ key: String, separator: Character) -> [(String, String)] {
        if let mapping = keys[.string(key)]?.mapping { return mapping.map { ($0.key.plainText, $0.value.plainText) } }
        return texts(key).map { text in
            let parts = text.split(separator: separator, maxSplits: 1).map(String.init)
            return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        }
    }
}
