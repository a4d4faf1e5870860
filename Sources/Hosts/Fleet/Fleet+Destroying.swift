import Glibc
import System

extension Fleet {
    /// Takes hosts away with all that belongs to them; what is not there is gone. The last one takes the fleet along.
    public func destroy(_ names: [String]) async {
        let fleet = self
        _ = try? await Aside.blocking { () async throws(HostError) in
            for name in names { fleet.remove(fleet.folder(of: name)) }
            if fleet.hostFolders.isEmpty { fleet.removeRest() }
        }
    }

    /// Takes the fleet away with all its hosts.
    public func destroy() async {
        let fleet = self
        _ = try? await Aside.blocking { () async throws(HostError) in fleet.destroyNow() }
    }

    /// Takes away all that this program has made and is making, on this thread, waiting for nothing but the ends of
    /// processes, for when it is told to end.
    public static func abandonOwn() {
        Unfinished.abandon()
        for fleet in Unfinished.own { fleet.destroyNow() }
    }

    private func destroyNow() {
        for folder in hostFolders { remove(folder) }
        removeRest()
    }

    private var hostFolders: [String] {
        Files.names(in: folder).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }.filter(Files.isDirectory)
    }

    private func remove(_ folder: String) {
        HostRecord.read(folder)?.process.kill()
        let name = String(folder.split(separator: "/").last ?? "")
        Cgroup(folders: Cgroup.left(of: identity).folders.map { "\($0)/\(name)" }.filter(Files.exists)).end()
        try? Files.remove(folder)
    }

    private func removeRest() {
        if let hub = Hub.open(folder) { hub.stop() }
        Cgroup.left(of: identity).end()
        try? Files.remove(folder)
        Unfinished.remove(self)
    }
}

extension Cgroup {
    /// Ends its processes and removes it.
    func end() {
        kill()
        remove()
    }
}

extension HostStore {
    /// The fleets that have a folder here.
    public var identities: [String] { Files.names(in: fleets).filter { Files.isDirectory("\(fleets)/\($0)") } }

    /// Removes fleets whose owner is gone, and packages and snapshots that have not been used for a month; gives the
    /// identities of what it has removed.
    public func collectGarbage() async -> [String] {
        var removed: [String] = []
        for identity in identities where !isNeeded(identity) {
            await Fleet(identity, in: self).destroy()
            removed.append(identity)
        }
        let month = 30 * 86400
        removeSnapshots(unusedFor: month)
        let old = Int(Clock.wall) - month
        for name in Files.names(in: packages) {
            var status = stat()
            if stat("\(packages)/\(name)", &status) == 0, status.st_mtim.tv_sec < old { unlink("\(packages)/\(name)") }
        }
        return removed
    }

    /// Whether somebody may still want a fleet: the process that builds with it runs, or its owner's directory is there.
    private func isNeeded(_ identity: String) -> Bool {
        if identity.hasPrefix("build-") {
            let pid = identity.split(separator: "-").dropFirst().first.flatMap { Int32($0) }
            return pid.flatMap { RunningProcess($0) } != nil
        }
        return Fleet(identity, in: self).owner.map(Files.isDirectory) ?? true
    }
}
