import System

/// What an init has running, which no snapshot of files holds.
extension HostRecord {
    /// The units of systemd that are active, but for those that have no file and those of logins; none where another
    /// program is the first process.
    func activeUnits() async -> [String] {
        guard boots else { return [] }
        let script = """
            ls /run/systemd/transient 2>/dev/null | sed 's/^/- /'
            systemctl list-units --type=service,socket,timer,path --state=active --plain --no-legend --no-pager
            """
        guard let result = try? await run(["/bin/sh", "-c", script], timeout: 30), result.succeeded else { return [] }
        let lines = result.text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let transient = Set(lines.filter { $0.first == "-" }.compactMap(\.last))
        return lines.compactMap(\.first).filter { $0 != "-" && !transient.contains($0) && !$0.hasPrefix("user") }
    }

    /// Starts those of these units that are not active.
    func startUnits(_ units: [String]) async throws(HostError) {
        guard !units.isEmpty else { return }
        let active = Set(await activeUnits())
        let missing = units.filter { !active.contains($0) }
        guard !missing.isEmpty else { return }
        let result = try await run(["systemctl", "start", "--"] + missing, timeout: 90)
        guard result.succeeded else {
            throw HostError(
                "units that ran when the snapshot was made do not start: \(missing.joined(separator: ", "))",
                output: HostError.lastLines(result.error))
        }
    }

    /// The programs that run besides the first process of a host without an init, its agent left out; none of what boots.
    public var leftPrograms: [String] {
        guard !boots, let cgroup else { return [] }
        return cgroup.processes.compactMap { pid in
            guard pid != process.pid, let name = Files.text("/proc/\(pid)/comm")?.split(separator: "\n").first else {
                return nil
            }
            let isSleeper = name == "sleep" && RunningProcess.parent(of: pid) == process.pid
            return isSleeper || name.hasPrefix("agent-") || name.hasPrefix("swiftplay") ? nil : String(name)
        }
    }
}
