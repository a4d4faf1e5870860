import Glibc

extension LocalSystem {
    public func replace(_ new: Replacement) async throws(SystemError) {
        let (path, name) = new.parts
        let place = try TrustedDirectory(path, making: new.directory == .present ? nil : 0o700, "open \(path)")
        let directory = place.descriptor.number
        if place.isNew || new.directory == .managed, let owner = new.directoryOwner {
            guard fchown(directory, owner.uid, owner.gid) == 0, fchmod(directory, 0o700) == 0 else {
                throw .last("chown \(path)")
            }
        }
        let old = try Self.file(name, in: directory, new.path)
        let (temporary, number) = try TemporaryName.create(beside: name, in: "", "create a file in \(path)") {
            openat(directory, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        let file = Descriptor(adopting: number)
        let left = "\(path)/\(temporary)"
        Keeper.begin(path: left)
        defer { Keeper.end(path: left) }
        do throws(SystemError) {
            try file.write(new.bytes, new.path)
            if let owner = new.owner ?? old.map({ Replacement.Owner(uid: $0.uid, gid: $0.gid) }) {
                guard fchown(file.number, owner.uid, owner.gid) == 0 else { throw .last("chown \(new.path)") }
            }
            guard fchmod(file.number, new.owner == nil ? old?.mode ?? new.mode : new.mode) == 0 else {
                throw .last("chmod \(new.path)")
            }
            try Durability.settle(file.number, new.path)
            guard renameat(directory, temporary, directory, name) == 0 else {
                throw .last("rename \(new.path)")
            }
        } catch {
            unlinkat(directory, temporary, 0)
            throw error
        }
        if Durability.isOn { fsync(directory) }
    }

    /// The file of this name; nil where there is none, or a link or something else.
    private static func file(
        _ name: String, in directory: Int32, _ path: String
    ) throws(SystemError) -> FileInfo? {
        var status = stat()
        guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw .last("stat \(path)")
        }
        let info = FileInfo(status)
        return info.kind == .file ? info : nil
    }
}
