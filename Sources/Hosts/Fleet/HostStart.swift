import CShims
import Glibc
import System

/// Makes one host of a fleet: files, cgroup, network, first process, until tasks can run on it.
struct HostStart: Sendable {
    let description: HostDescription
    let image: HostImage
    /// Snapshots and the like on top of the image.
    var upper: [String] = []
    /// `hosts/FLEET/NAME`
    let folder: String
    let fleet: String
    let hub: Hub
    let wires: [Wire]
    /// Lines of /etc/hosts.
    let names: [(address: String, name: String)]

    /// How long an init may take, in seconds.
    private static let patience = 90.0

    func run() async throws(HostError) -> HostRecord {
        do throws(HostError) { return try await start() } catch {
            Cgroup(folders: Cgroup.left(of: fleet).folders.map { "\($0)/\(cgroupName)" }.filter(Files.exists)).end()
            try? Files.remove(folder)
            throw error
        }
    }

    private var cgroupName: String { String(folder.split(separator: "/").last ?? "") }

    private func start() async throws(HostError) -> HostRecord {
        // What is left of one that ended by itself.
        try Files.remove(folder)
        for name in ["upper", "work", "root"] { try Files.makeDirectory("\(folder)/\(name)") }
        let program = try program()
        let boots = Self.isInit(program)
        let cgroup = try makeCgroup(boots)
        try writeFiles(boots: boots)
        var host = HostLaunch(layers: upper + image.layers, folder: folder, network: nil)
        switch description.networkMode {
        case .own: host.network = try hub.attach(wires)
        case .none: host.network = try hub.attach([])
        case .machine: break
        }
        host.cgroup = cgroup
        // By this path programs know a container of Docker, its variable "container" says less.
        if description.appearance == .docker { host.cgroupPath = "docker/\(fleet)-\(cgroupName)" }
        host.boots = boots
        host.hostname = description.networkMode == .machine ? "" : description.hostname ?? description.name
        host.hasOwnProcesses = !description.hasMachineProcesses || boots
        host.sharedMemory = description.sharedMemory ?? "64m"
        host.capabilities = capabilities(boots)
        if description.isPrivileged {
            host.devices = [("/dev/fuse", 10, 229), ("/dev/net/tun", 10, 200), ("/dev/kmsg", 1, 11)]
        }
        try mount(in: &host)
        try set(in: &host)
        let notice = boots ? try Notice() : nil
        if let notice { host.settings.append(.bindSocket(notice.descriptor, to: "/run/.ready")) }
        let pid = try launch(host, program, boots: boots)
        guard let process = RunningProcess(pid) else { throw ended(pid, program) }
        let record = HostRecord(
            name: description.name, appearance: description.appearance, addresses: addresses,
            environment: commandEnvironment, user: description.user ?? image.user, boots: boots,
            image: HostImage(layers: upper + image.layers, identity: image.identity),
            capabilities: host.capabilities, cgroup: cgroup, limits: description.limits, process: process)
        try record.write(to: folder)
        do throws(HostError) {
            try await wait(for: process, notice, program)
            do throws(HostError) { try await addAccounts(record) } catch {
                // What failed because the command has ended is not the cause.
                guard process.isRunning || Task.isCancelled else { throw ended(pid, program) }
                throw error
            }
        } catch {
            process.kill()
            throw error
        }
        return record
    }

    private static let sleeping = ["sh", "-c", "while :; do sleep 10000; done"]

    private func program() throws(HostError) -> [String] {
        guard let command = description.command else { return image.program.isEmpty ? Self.sleeping : image.program }
        return command.isEmpty ? Self.sleeping : image.entrypoint + command
    }

    /// Whether a command is an init, which wants a system of its own.
    private static func isInit(_ program: [String]) -> Bool {
        guard let name = program.first?.split(separator: "/").last else { return false }
        return ["init", "systemd"].contains(name)
    }

    private func makeCgroup(_ boots: Bool) throws(HostError) -> Cgroup? {
        let name = "\(Cgroup.prefix)\(fleet)/\(cgroupName)"
        do throws(HostError) {
            return try .make(name, memory: description.memory, processors: description.processors)
        } catch  where !boots && description.memory == nil && description.processors == nil {
            return nil
        }
    }

    /// All of them for what boots, as no init works without; for others what Docker leaves, and what the platform asks for.
    private func capabilities(_ boots: Bool) -> UInt64 {
        let asked = description.capabilities.map { $0.uppercased() }
        if boots || description.isPrivileged || asked.contains("ALL") { return Capabilities.all }
        return (Capabilities.container | Capabilities.mask(asked)) & Capabilities.all
    }

    private var addresses: [String: String] {
        Dictionary(wires.map { (hub.plan.networks[$0.network].name, $0.address?.description ?? "") }) { $1 }
    }

    /// What the image and the platform set, with a path to programs.
    private var baseEnvironment: [String: String] {
        let own = image.environment.merging(description.environment) { $1 }
        return ["PATH": Launch.usualPath].merging(own) { $1 }
    }

    private var commandEnvironment: [String: String] { ["HOME": "/root"].merging(baseEnvironment) { $1 } }

    private func launch(_ host: HostLaunch, _ program: [String], boots: Bool) throws(HostError) -> pid_t {
        var environment = commandEnvironment
        environment["HOSTNAME"] = host.hostname
        if description.appearance != .machine { environment["container"] = description.appearance.rawValue }
        if boots { environment["NOTIFY_SOCKET"] = "/run/.ready" }
        // A machine of its own is still none whose kernel an init may set up.
        if boots && description.appearance == .machine { environment["container"] = "other" }
        var launch = host.launch(program, environment: environment)
        launch.directory = image.directory.isEmpty ? "/" : image.directory
        if !boots { (launch.user, launch.group) = try account(description.user ?? image.user) }
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        let console = open(HostRecord.log(in: folder), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer {
            close(null)
            close(console)
        }
        return try launch.start(null, console, console)
    }

    /// The numbers of `USER[:GROUP]`, names by the image's own files.
    private func account(_ text: String) throws(HostError) -> (user: UInt32, group: UInt32) {
        let parts = text.split(separator: ":").map(String.init)
        guard let name = parts.first, name != "root" else { return (0, 0) }
        let line = entry("passwd", name)
        guard let user = UInt32(name) ?? line.flatMap({ $0.count > 3 ? UInt32($0[2]) : nil }) else {
            throw HostError("there is no user \(name) in the image")
        }
        guard parts.count > 1 else { return (user, line.flatMap { $0.count > 3 ? UInt32($0[3]) : nil } ?? 0) }
        guard let group = UInt32(parts[1]) ?? entry("group", parts[1]).flatMap({ $0.count > 2 ? UInt32($0[2]) : nil })
        else {
            throw HostError("there is no group \(parts[1]) in the image")
        }
        return (user, group)
    }

    /// The fields of a name in passwd or group.
    private func entry(_ file: String, _ name: String) -> [String]? {
        guard let text = (upper + image.layers).lazy.compactMap({ Files.text("\($0)/etc/\(file)") }).first else {
            return nil
        }
        return text.split(separator: "\n").map {
            $0.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        }.first { $0.first == name }
    }

    private func ended(_ pid: pid_t, _ program: [String]) -> HostError {
        RunningProcess.ended(pid, program.joined(separator: " "), log: HostRecord.log(in: folder))
    }

    private func wait(for process: RunningProcess, _ notice: Notice?, _ program: [String]) async throws(HostError) {
        guard let notice else {
            guard await process.settle() else { throw ended(process.pid, program) }
            return
        }
        let end = Clock.monotonic + Self.patience
        let isReady = try await Aside.blocking { () async throws(HostError) -> Bool in
            while Clock.monotonic < end {
                guard !Task.isCancelled else { throw .cancelled }
                if notice.isReady(within: 100) { return true }
                guard process.isRunning else { throw ended(process.pid, program) }
            }
            return false
        }
        guard isReady else {
            throw HostError("\(program[0]) has not started everything within \(Int(Self.patience)) s")
        }
    }
}

/// The socket by which an init says that it has started everything (sd_notify(3)).
private final class Notice: Sendable {
    let descriptor: Int32

    init() throws(HostError) {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .last("open a socket", errno) }
    }

    deinit { close(descriptor) }

    func isReady(within milliseconds: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 && String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").contains("READY=1")
    }
}
