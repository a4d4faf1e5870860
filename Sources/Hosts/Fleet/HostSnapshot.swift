import Glibc
import System
import Values

/// The files of hosts as they were at a moment, kept as one layer for each on top of its image.
public struct HostSnapshot: Sendable {
    public let key: String
    public let title: String
    /// In seconds since 1970.
    public let date: Int
    /// The units of systemd that were active, by the names of hosts.
    let units: [String: [String]]
    /// The names of the hosts that are kept.
    public let hosts: [String]
    let folder: String

    func layer(of host: String) -> String { "\(folder)/\(Self.folderName(of: host))" }

    fileprivate static func folderName(of host: String) -> String { String(Digest.hex(.sha256, host.utf8).prefix(12)) }

    /// Bytes on the disk.
    public var size: Int { Self.size(of: folder) }

    private static func size(of path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        let own = Int(status.st_blocks) * 512
        guard status.st_mode & S_IFMT == S_IFDIR else { return own }
        return Files.names(in: path).reduce(own) { $0 + size(of: "\(path)/\($1)") }
    }

    /// Whether the layers of all its hosts are there.
    public var isWhole: Bool { hosts.allSatisfy { Files.isDirectory(layer(of: $0)) } }

    /// Notes that it is in use still, so that it is not taken for one that may go.
    public func touch() { utimes(folder, nil) }
}

extension HostStore {
    private func folder(ofSnapshot key: String) -> String { "\(snapshots)/\(Digest.hex(.sha256, key.utf8).prefix(24))" }

    /// What is kept under a key.
    public func snapshot(_ key: String) -> HostSnapshot? { read(folder(ofSnapshot: key)) }

    /// All that are kept, the newest first.
    public var allSnapshots: [HostSnapshot] {
        Files.names(in: snapshots).filter { !$0.hasPrefix(".") }.compactMap { read("\(snapshots)/\($0)") }.sorted {
            $0.date > $1.date
        }
    }

    private func read(_ folder: String) -> HostSnapshot? {
        guard let text = Files.text("\(folder)/snapshot.json"), let json = try? JSON.parse(text),
            let key = json["key"]?.text
        else { return nil }
        let units = Dictionary((json["units"]?.pairs ?? []).map { ($0, $1.items.compactMap(\.text)) }) { $1 }
        return HostSnapshot(
            key: key, title: json["title"]?.text ?? "", date: json["date"]?.number ?? 0, units: units,
            hosts: (json["hosts"]?.items ?? []).compactMap(\.text), folder: folder)
    }

    /// Throws where a host that runs stands on it.
    public func remove(_ snapshot: HostSnapshot) throws(HostError) {
        for identity in identities {
            for host in Fleet(identity, in: self).hosts
            where host.image.layers.contains(where: { $0.hasPrefix(snapshot.folder + "/") }) {
                throw HostError("the snapshot is in use by the host \(host.name), which runs")
            }
        }
        try Files.remove(snapshot.folder)
    }

    /// Removes snapshots that no host has begun from for `seconds`.
    func removeSnapshots(unusedFor seconds: Int) {
        for snapshot in allSnapshots {
            var status = stat()
            guard stat(snapshot.folder, &status) == 0, status.st_mtim.tv_sec < Int(Clock.wall) - seconds else {
                continue
            }
            try? remove(snapshot)
        }
    }

    /// Keeps the present files of hosts, which stand still while they are copied and go on then. What is kept under the key
    /// already stays.
    public func keep(_ hosts: [HostRecord], of fleet: Fleet, key: String, title: String) async throws(HostError) {
        guard snapshot(key)?.isWhole != true else { return }
        let final = folder(ofSnapshot: key)
        let new = "\(snapshots)/.\(final.split(separator: "/").last!).\(getpid())"
        try Files.makeDirectory(new)
        do throws(HostError) {
            var units: Dict = [:]
            for host in hosts {
                units[.string(host.name)] = .list(await host.activeUnits().map { .string($0) })
                let layer = "\(new)/\(HostSnapshot.folderName(of: host.name))"
                try await copy(host, of: fleet, to: layer, in: new)
            }
            let json: Value = [
                "hosts": .list(hosts.map { .string($0.name) }), "units": .dict(units), "key": .string(key),
                "title": .string(title), "date": .int(Int(Clock.wall)),
            ]
            try Files.write("\(new)/snapshot.json", (try? JSON.text(json)) ?? "{}")
            try Files.remove(final)
            guard rename(new, final) == 0 else { throw .last("keep the snapshot", errno) }
        } catch {
            try? Files.remove(new)
            throw error
        }
    }

    /// Copies a host's own layer, with the marks of what it has removed.
    private func copy(_ host: HostRecord, of fleet: Fleet, to layer: String, in new: String) async throws(HostError) {
        host.cgroup?.freeze(true)
        defer { host.cgroup?.freeze(false) }
        let program: PipedProgram
        do throws(SystemError) {
            program = try await PipedProgram.start(
                ["cp", "-a", "--reflink=auto", "\(fleet.folder(of: host.name))/upper", layer])
        } catch { throw HostError(error.description) }
        program.closeInput()
        try Unfinished.note(program, in: new)
        defer { Unfinished.end(program.pid) }
        let result = try await Aside.communicate(with: program)
        guard result.succeeded else {
            throw HostError("the files of \(host.name) cannot be kept", output: HostError.lastLines(result.error))
        }
        for name in ["etc/machine-id", "var/lib/dbus/machine-id"] { unlink("\(layer)/\(name)") }
    }
}
