import Glibc
import System

/// A cgroup of one host in each hierarchy that matters: the unified one, and those of version 1 that hold limits.
struct Cgroup: Sendable {
    /// The folders, the unified hierarchy's first.
    let folders: [String]

    /// The hierarchies of this machine: the unified one and, by name, those of version 1.
    private static var hierarchies: (unified: String?, old: [String: String]) {
        var unified: String?, old: [String: String] = [:]
        for line in (Files.text("/proc/mounts") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 3 else { continue }
            if words[2] == "cgroup2", unified == nil { unified = words[1] }
            if words[2] == "cgroup" { for option in words[3].split(separator: ",") { old[String(option)] = words[1] } }
        }
        return (unified, old)
    }

    /// Where this process is in the version 1 hierarchy of a controller.
    private static func own(_ controller: String) -> String {
        for line in (Files.text("/proc/self/cgroup") ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].split(separator: ",").contains(Substring(controller)) else { continue }
            return parts[2] == "/" ? "" : String(parts[2])
        }
        return ""
    }

    /// Makes it, with limits in bytes and processors; throws where the machine lets none be made.
    static func make(_ name: String, memory: Int? = nil, processors: Double? = nil) throws(HostError) -> Cgroup {
        let (unified, old) = hierarchies
        guard let unified else { throw HostError("hosts need the cgroup2 file system, which is not mounted here") }
        var folders = ["\(unified)/\(name)"]
        let hasControllers = Files.text("\(unified)/cgroup.controllers")?.contains("memory") == true
        if hasControllers, memory != nil || processors != nil {
            // A group gives its controllers on only where it holds no processes; the root may.
            for group in [unified]
                + (name.split(separator: "/").count > 1 ? ["\(unified)/\(name.split(separator: "/")[0])"] : [])
            {
                try Files.makeDirectory(group)
                try? Files.writeThrough("\(group)/cgroup.subtree_control", "+memory +cpu")
            }
        } else {
            if memory != nil, let place = old["memory"] { folders.append("\(place)\(own("memory"))/\(name)") }
            if processors != nil, let place = old["cpu"] { folders.append("\(place)\(own("cpu"))/\(name)") }
        }
        let cgroup = Cgroup(folders: folders)
        do throws(HostError) {
            for folder in folders { try Files.makeDirectory(folder) }
        } catch {
            cgroup.remove()
            throw error.of("hosts need cgroups that can be written")
        }
        if let memory {
            try cgroup.set([("memory.max", "\(memory)"), ("memory.limit_in_bytes", "\(memory)")], "memory")
        }
        if let processors {
            let quota = Int(processors * 100_000)
            try cgroup.set([("cpu.max", "\(quota) 100000"), ("cpu.cfs_quota_us", "\(quota)")], "cpus")
        }
        return cgroup
    }

    private func set(_ files: [(name: String, text: String)], _ what: String) throws(HostError) {
        for folder in folders {
            for file in files where Files.exists("\(folder)/\(file.name)") {
                return try Files.writeThrough("\(folder)/\(file.name)", file.text)
            }
        }
        throw HostError("this machine's cgroups cannot limit \(what)")
    }

    /// A new process goes into it.
    var joining: [Step] { folders.map { .write("0", to: "\($0)/cgroup.procs") } }

    /// A process that is in it goes into a group below, which it sees in /proc by this path once it has groups of its own.
    func entering(_ path: String) -> [Step] {
        guard let folder = folders.first else { return [] }
        let parts = path.split(separator: "/")
        let places = parts.indices.map { "\(folder)/" + parts[...$0].joined(separator: "/") }
        return places.map { .directory($0) } + [.write("0", to: "\(folder)/\(path)/cgroup.procs")]
    }

    /// A process that comes later goes where the first one is, which an init may have moved.
    static func joining(_ pid: Int32, _ cgroup: Cgroup) -> [Step] {
        guard let unified = hierarchies.unified,
            let line = (Files.text("/proc/\(pid)/cgroup") ?? "").split(separator: "\n").first(where: {
                $0.hasPrefix("0::")
            })
        else { return [] }
        let first = Step.write("0", to: "\(unified)\(line.dropFirst(3))/cgroup.procs")
        return ([first] + cgroup.folders.dropFirst().map { .write("0", to: "\($0)/cgroup.procs") }).map(\.optional)
    }

    /// Stops all processes in it or lets them go on.
    func freeze(_ isFrozen: Bool) {
        guard let folder = folders.first else { return }
        try? Files.writeThrough("\(folder)/cgroup.freeze", isFrozen ? "1" : "0")
        for _ in 0..<200 where isFrozen {
            if Files.text("\(folder)/cgroup.events")?.contains("frozen 1") == true { return }
            usleep(5000)
        }
    }

    /// The processes in it and in all groups below.
    var processes: [pid_t] { folders.first.map(Self.processes) ?? [] }

    /// Ends all processes in it.
    func kill() {
        for folder in folders {
            if access("\(folder)/cgroup.kill", W_OK) == 0 {
                try? Files.writeThrough("\(folder)/cgroup.kill", "1")
            } else {
                for pid in Self.processes(in: folder) where pid > 1 { Glibc.kill(pid, SIGKILL) }
            }
        }
    }

    private static func processes(in folder: String) -> [pid_t] {
        let own = (Files.text("\(folder)/cgroup.procs") ?? "").split(separator: "\n").compactMap { pid_t($0) }
        return own + children(of: folder).flatMap { processes(in: $0) }
    }

    private static func children(of folder: String) -> [String] {
        Files.names(in: folder).map { "\(folder)/\($0)" }.filter { path in
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        }
    }

    /// Removes it with all groups below, and the folder of its fleet once that is empty; its processes have to be ended.
    func remove() {
        for folder in folders {
            let end = Clock.monotonic + 2
            while Files.exists(folder), !Self.removeTree(folder), Clock.monotonic < end {
                kill()
                usleep(2000)
            }
            let above = Files.parent(folder)
            if above.split(separator: "/").last?.hasPrefix(Self.prefix) == true { rmdir(above) }
        }
    }

    /// What the folders of fleets are called by.
    static let prefix = "swiftplay-"

    /// Every group of a fleet that is left, by the fleet's identity.
    static func left(of identity: String) -> Cgroup {
        let (unified, old) = hierarchies
        let name = prefix + identity
        var folders = [unified.map { "\($0)/\(name)" }].compactMap { $0 }
        for controller in ["memory", "cpu"] {
            if let place = old[controller] { folders.append("\(place)\(own(controller))/\(name)") }
        }
        return Cgroup(folders: folders.filter(Files.exists))
    }

    private static func removeTree(_ folder: String) -> Bool {
        for child in children(of: folder) where !removeTree(child) { return false }
        return rmdir(folder) == 0 || errno == ENOENT
    }
}
