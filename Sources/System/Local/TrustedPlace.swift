import Glibc

/// A name in a directory that is reached as a ``TrustedDirectory`` is: what a call changes is there, whatever other users
/// rename and link meanwhile.
struct TrustedPlace: ~Copyable {
    let name: String
    private let holder: TrustedDirectory
    private let path: String

    /// The descriptor of the directory.
    var directory: Int32 { holder.descriptor.number }

    /// - Parameter follow: whether a symbolic link at the end of the path is followed, by the rules for those on the way
    ///   to it; what it leads to has to belong to the link's owner.
    init(_ path: String, follow: Bool = false, _ operation: String) throws(SystemError) {
        self = try Self.find(path, follow: follow, operation)
    }

    private init(_ name: String, in holder: consuming TrustedDirectory, _ path: String) {
        self.name = name
        self.holder = holder
        self.path = path
    }

    private static func find(
        _ path: String, follow: Bool, _ operation: String
    ) throws(SystemError) -> TrustedPlace {
        guard !path.isEmpty else { throw SystemError(errno: ENOENT, operation) }
        var (place, name) = parts(path)
        var holder = try TrustedDirectory(place, operation)
        var strangers: Set<UInt32> = []
        if follow || path.hasSuffix("/") {
            var links = 0
            while let link = try holder.link(name, operation) {
                links += 1
                guard links <= TrustedDirectory.linkLimit else { throw SystemError(errno: ELOOP, operation) }
                if let stranger = link.stranger { strangers.insert(stranger) }
                (place, name) = parts(link.target)
                holder = try TrustedDirectory(place, from: holder.descriptor.number, operation)
            }
        }
        // Where links of procfs lead, such as those to open files, no name says.
        if holder.isByStranger || !strangers.isEmpty, holder.descriptor.isOfProcesses {
            throw TrustedDirectory.ledAstray(operation)
        }
        if !strangers.isEmpty {
            var status = stat()
            let isThere = fstatat(holder.descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            let owner = isThere ? status.st_uid : try holder.descriptor.info(path).uid
            guard strangers.isSubset(of: [owner]) else { throw TrustedDirectory.ledAstray(operation) }
        }
        return TrustedPlace(name, in: holder, path)
    }

    /// The directory and the name in it, slashes at the end left out.
    private static func parts(_ path: String) -> (directory: String, name: String) {
        PathParts.named(path) ?? (path, ".")
    }

    /// Opens the file of this name; a link that took its place meanwhile is an error.
    func open(_ flags: Int32, mode: UInt32 = 0, _ operation: String) throws(SystemError) -> Descriptor {
        // What a link of procfs leads to no name leads to.
        let noFollow = holder.descriptor.isOfProcesses ? 0 : O_NOFOLLOW
        let number = openat(directory, name, flags | noFollow | O_CLOEXEC, mode)
        guard number >= 0 else { throw .last(operation) }
        return Descriptor(adopting: number)
    }

    /// A path that leads to the directory as it was opened, for calls that take no descriptor.
    var heldPath: String { heldPath(of: name) }

    /// The same of another name in the directory.
    func heldPath(of name: String) -> String {
        let held = "/proc/self/fd/\(directory)"
        return access(held, F_OK) == 0 ? "\(held)/\(name)" : "\(Self.parts(path).directory)/\(name)"
    }

    /// AT_SYMLINK_NOFOLLOW, but for links of procfs, such as `/proc/self/fd/1`, which the kernel alone can follow.
    var noFollow: Int32 { holder.descriptor.isOfProcesses ? 0 : AT_SYMLINK_NOFOLLOW }

    /// Whether files that are made in the directory belong to this user in any case, as on file systems that know
    /// no owners.
    func gives(filesTo owner: UInt32, _ operation: String) throws(SystemError) -> Bool {
        let (path, number) = try TemporaryName.create(beside: "", in: "", operation) {
            openat(directory, $0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        let probe = Descriptor(adopting: number)
        unlinkat(directory, path, 0)
        return try probe.info(operation).uid == owner
    }
}
