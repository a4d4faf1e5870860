import Glibc
import System
import Values

/// The files of hosts as they were at a moment, kept as one layer for each on top of its image.
public struct HostSnapshot: Sendable {
    public let key: String
    public let title: String
    /// In seconds since 1970.
    public let date: Int
    /// The identities of the images below, by the names of hosts.
    let images: [String: String]
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

    /// Whether there is a layer for a host that begins as this image.
    public func fits(_ host: String, image: String) -> Bool {
        images[host] == image && Files.isDirectory(layer(of: host))
    }
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
        return HostSnapshot(
            key: key, title: json["title"]?.text ?? "", date: json["date"]?.number ?? 0,
            images: Dictionary((json["images"]?.pairs ?? []).map { ($0, $1.text ?? "") }) { $1 }, folder: folder)
    }

    public func remove(_ snapshot: HostSnapshot) throws(HostError) { try Files.remove(snapshot.folder) }

    /// Keeps the present files of hosts, which stand still while they are copied and go on then.
    public func keep(_ hosts: [HostRecord], of fleet: Fleet, key: String, title: String) async throws(HostError) {
        let final = folder(ofSnapshot: key)
        let new = "\(snapshots)/.\(final.split(separator: "/").last!).\(getpid())"
        try Files.makeDirectory(new)
        do throws(HostError) {
            for host in hosts {
                let layer = "\(new)/\(HostSnapshot.folderName(of: host.name))"
                try await copy(host, of: fleet, to: layer)
            }
            let images = record(Dictionary(hosts.map { ($0.name, $0.imageIdentity) }) { $1 }) { $0 }
            let json: Value = [
                "images": images, "key": .string(key), "title": .string(title), "date": .int(Int(Clock.wall)),
            ]
            try Files.write("\(new)/snapshot.json", (try? JSON.text(json)) ?? "{}")
            try Files.remove(final)
            guard rename(new, final) == 0 else { throw .last("keep the snapshot", errno) }
        } catch {
            try? Files.remove(new)
            throw error
        }
    }

    /// Copies a host's own layer, with the marks of what it has removed, and what it began on below it.
    private func copy(_ host: HostRecord, of fleet: Fleet, to layer: String) async throws(HostError) {
        host.cgroup?.freeze(true)
        defer { host.cgroup?.freeze(false) }
        let program: PipedProgram
        do throws(SystemError) {
            program = try await PipedProgram.start(
                ["cp", "-a", "--reflink=auto", "\(fleet.folder(of: host.name))/upper", layer])
        } catch { throw HostError(error.description) }
        program.closeInput()
        let result = try await Aside.communicate(with: program)
        guard result.succeeded else {
            throw HostError("the files of \(host.name) cannot be kept", output: HostError.lastLines(result.error))
        }
        for name in ["etc/machine-id", "var/lib/dbus/machine-id"] { unlink("\(layer)/\(name)") }
    }
}
