import Glibc

/// The first process of a host: its root file system, what the kernel shows in it, its namespaces.
struct HostLaunch {
    var layers: [String]
    /// Holds `upper`, `work` and `root`, where the root is put together.
    var folder: String
    /// nil leaves it in the machine's own.
    var network: NetworkNamespace?
    var hostname = ""
    var cgroup: Cgroup?
    /// The path below its cgroup that the host shows as its own; empty for the root.
    var cgroupPath = ""
    /// Whether it has process numbers of its own.
    var hasOwnProcesses = true
    /// Whether it boots an init: /run and its kind are in memory, the cgroups its own.
    var boots = false
    var devices: [(path: String, major: UInt32, minor: UInt32)] = []
    /// Bytes of /dev/shm, or as mount(8) takes them.
    var sharedMemory = "64m"
    /// Run inside of the new root while the machine's is below `/dev/.machine`.
    var mounts: [Step] = []
    /// Run last, inside.
    var settings: [Step] = []
    var capabilities: UInt64 = Capabilities.all

    init(layers: [String], folder: String, network: NetworkNamespace?) {
        self.layers = layers
        self.folder = folder
        self.network = network
    }

    func launch(_ arguments: [String], environment: [String: String]) -> Launch {
        var launch = Launch(arguments, environment: environment)
        launch.namespaces =
            Namespaces.mounts | Namespaces.names | Namespaces.messages | (hasOwnProcesses ? Namespaces.processes : 0)
        launch.steps = steps
        launch.capabilities = capabilities
        return launch
    }

    private var steps: [Step] {
        let root = "\(folder)/root", machine = "/dev/.machine"
        let cache = Files.parent(folder)
        var steps: [Step] = [.mount("none", "/", nil, Int(MS_REC | MS_PRIVATE))]
        steps += cgroup?.joining ?? []
        steps.append(.unshare(Namespaces.cgroups))
        if !cgroupPath.isEmpty { steps += cgroup?.entering(cgroupPath) ?? [] }
        if let network { steps.append(.enter(network.descriptor, Namespaces.network)) }
        steps += [
            .changeDirectory(Self.shared(layers) ?? cache),
            .mount(
                "overlay", root, "overlay", 0,
                Overlay(layers, below: Self.shared(layers) ?? cache).writable(in: folder)),
            .directory("\(root)/dev"), .mount("tmpfs", "\(root)/dev", "tmpfs", Int(MS_NOSUID), "mode=755,size=64m"),
            .directory("\(root)\(machine)"), .pivot(root, old: "\(root)\(machine)"),
        ]
        steps += kernel
        if boots { steps += memory }
        steps += mounts
        if !hostname.isEmpty { steps.append(.hostname(hostname)) }
        return steps + settings + [.unmount(machine), .removeDirectory(machine), .changeDirectory("/")]
    }

    /// The folder that most of the layers are in, so that the list of them stays short.
    private static func shared(_ layers: [String]) -> String? {
        layers.first.map(Files.parent)
    }

    private var kernel: [Step] {
        let quiet = Int(MS_NOSUID | MS_NODEV | MS_NOEXEC)
        let readOnly = Int(MS_BIND | MS_REMOUNT | MS_RDONLY) | quiet
        var steps: [Step] = [
            .directory("/proc"), .mount("proc", "/proc", "proc", quiet),
            .directory("/sys"), .mount("sysfs", "/sys", "sysfs", quiet), .mount("none", "/sys", nil, readOnly),
        ]
        if boots || cgroup != nil { steps.append(.mount("cgroup", "/sys/fs/cgroup", "cgroup2", quiet).boots(boots)) }
        if cgroup != nil && !boots { steps.append(.mount("none", "/sys/fs/cgroup", nil, readOnly).optional) }
        // The network's settings are the host's own; all others are the machine's.
        steps += [.directory("/dev/.net")] + Step.bind("/proc/sys/net", "/dev/.net")
        steps += ["sys", "sysrq-trigger", "irq", "bus"].flatMap { name in
            Step.bind("/proc/\(name)", "/proc/\(name)", readOnly: true).map(\.optional)
        }
        steps += [
            .mount("/dev/.net", "/proc/sys/net", nil, Int(MS_MOVE)).optional, .removeDirectory("/dev/.net").optional,
            .device("/dev/null", 1, 3), .device("/dev/zero", 1, 5), .device("/dev/full", 1, 7),
            .device("/dev/random", 1, 8), .device("/dev/urandom", 1, 9), .device("/dev/tty", 5, 0),
            .directory("/dev/pts"),
            .mount(
                "devpts", "/dev/pts", "devpts", Int(MS_NOSUID | MS_NOEXEC),
                "newinstance,ptmxmode=0666,mode=620,gid=5"),
            .link("/dev/ptmx", to: "pts/ptmx"), .link("/dev/fd", to: "/proc/self/fd"),
            .link("/dev/stdin", to: "/proc/self/fd/0"), .link("/dev/stdout", to: "/proc/self/fd/1"),
            .link("/dev/stderr", to: "/proc/self/fd/2"),
            .directory("/dev/shm", mode: 0o1777),
            .mount("shm", "/dev/shm", "tmpfs", quiet, "mode=1777,size=\(sharedMemory)"),
            .directory("/dev/mqueue"), .mount("mqueue", "/dev/mqueue", "mqueue", quiet).optional,
        ]
        for device in devices {
            steps += [.file(device.path).optional, .device(device.path, device.major, device.minor).optional]
        }
        return steps + Step.bind("/dev/null", "/proc/kcore").map(\.optional)
    }

    private var memory: [Step] {
        let flags = Int(MS_NOSUID | MS_NODEV)
        return [
            .directory("/run"), .mount("tmpfs", "/run", "tmpfs", flags, "mode=755"),
            .directory("/run/lock", mode: 0o1777), .mount("tmpfs", "/run/lock", "tmpfs", flags, "mode=1777,size=5m"),
        ]
    }
}

extension Step {
    /// Needed by an init, welcome to others.
    fileprivate func boots(_ boots: Bool) -> Step { boots ? self : optional }
}
