import Glibc

extension LocalSystem {
    public func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError) {
        let operation = "open \(path)"
        guard !path.hasSuffix("/") else { throw SystemError(errno: EISDIR, operation) }
        let place = try TrustedPlace(path, follow: true, operation)
        let file = try place.open(O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), mode: mode, operation)
        if TemporaryName.isOfFile(place.name) {
            // A file that another user has put in the place of a temporary one does not get its content.
            let owner = try file.info(operation).uid
            if owner != geteuid() {
                guard try place.gives(filesTo: owner, operation) else { throw SystemError(errno: EPERM, operation) }
            }
        }
        try file.write(bytes, path)
        if append { Durability.hasten(file.number, end: lseek(file.number, 0, SEEK_CUR), count: bytes.count) }
    }

    public func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String {
        let operation = "create \(directory)/\(prefix)"
        guard !directory.isEmpty else { throw SystemError(errno: ENOENT, operation) }
        let holder = try TrustedDirectory(directory, operation)
        let number = holder.descriptor.number
        return try await TemporaryName.firstFree(in: directory, prefix: prefix, suffix: suffix) {
            (path) throws(SystemError) in
            let name = PathParts.of(path).name
            if isDirectory {
                guard mkdirat(number, name, 0o700) == 0 else { throw .last("create \(path)") }
            } else {
                let file = openat(number, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
                guard file >= 0 else { throw .last("create \(path)") }
                _ = close(file)
            }
            Keeper.begin(path: path)
        }
    }

    public func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError) {
        let place = try TrustedPlace(path, "mkdir \(path)")
        guard mkdirat(place.directory, place.name, mode) == 0 else { throw .last("mkdir \(path)") }
    }

    public func move(_ source: String, to target: String) async throws(SystemError) {
        let operation = "rename \(source) to \(target)"
        let from = try TrustedPlace(source, operation)
        let to = try TrustedPlace(target, operation)
        try Durability.settle(from.name, in: from.directory, source)
        defer { Keeper.end(path: source) }
        if renameat(from.directory, from.name, to.directory, to.name) != 0 {
            guard errno == EXDEV else { throw .last(operation) }
            try Self.copyAcross(from, to, target, operation)
            try FileTree.remove(from.name, at: from.directory, source)
        }
        if Durability.isOn { fsync(to.directory) }
    }

    /// Copies to another file system: under a temporary name first, as the target is to be there as a whole.
    private static func copyAcross(
        _ from: borrowing TrustedPlace, _ to: borrowing TrustedPlace, _ target: String, _ operation: String
    ) throws(SystemError) {
        let temporary = TemporaryName.beside(to.name)
        let left = "\(PathParts.of(target).directory)/\(temporary)"
        Keeper.begin(path: left)
        defer { Keeper.end(path: left) }
        do throws(SystemError) {
            try FileTree.copy(from.heldPath, to: to.heldPath(of: temporary))
            try Durability.settle(temporary, in: to.directory, target)
            guard renameat(to.directory, temporary, to.directory, to.name) == 0 else { throw .last(operation) }
        } catch {
            try? FileTree.remove(temporary, at: to.directory, left)
            throw error
        }
    }

    public func copy(_ source: String, to target: String) async throws(SystemError) {
        let operation = "open \(target)"
        let from = try Descriptor(open: source, O_RDONLY)
        let place = try TrustedPlace(target, follow: true, operation)
        try FileTree.copyFile(
            from, source, to: try place.open(O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600, operation), target)
    }

    public func symlink(_ path: String, to target: String) async throws(SystemError) {
        let place = try TrustedPlace(path, "symlink \(path)")
        guard symlinkat(target, place.directory, place.name) == 0 else { throw .last("symlink \(path)") }
    }

    public func link(_ path: String, to existing: String) async throws(SystemError) {
        let place = try TrustedPlace(path, "link \(path)")
        guard linkat(AT_FDCWD, existing, place.directory, place.name, 0) == 0 else { throw .last("link \(path)") }
    }

    public func remove(_ path: String, recursive: Bool) async throws(SystemError) {
        defer { Keeper.end(path: path) }
        let place = try TrustedPlace(path, "remove \(path)")
        if recursive { return try FileTree.remove(place.name, at: place.directory, path) }
        if unlinkat(place.directory, place.name, 0) == 0 { return }
        guard errno == EISDIR, unlinkat(place.directory, place.name, AT_REMOVEDIR) == 0 else {
            throw .last("remove \(path)")
        }
    }

    public func writablePath(_ path: String) async throws(SystemError) -> String {
        let place = try TrustedPlace(path, follow: true, "open \(path)")
        guard let directory = linkTarget("/proc/self/fd/\(place.directory)") else { return try await realPath(path) }
        guard place.name != "." else { return directory }
        return directory == "/" ? "/\(place.name)" : "\(directory)/\(place.name)"
    }

    public func setMode(_ mode: UInt32, of path: String) async throws(SystemError) {
        let operation = "chmod \(path)"
        let place = try TrustedPlace(path, follow: true, operation)
        // fchmod(2) takes no descriptor of a path alone, and what is no file must not be opened.
        let file = try place.open(TrustedDirectory.pathOnly, operation)
        if chmod("/proc/self/fd/\(file.number)", mode) == 0 { return }
        guard errno == ENOENT, access("/proc/self/fd", F_OK) != 0 else { throw .last(operation) }
        // Without procfs it has to be opened after all.
        let opened = try place.open(O_RDONLY | O_NONBLOCK | O_NOCTTY, operation)
        guard fchmod(opened.number, mode) == 0 else { throw .last(operation) }
    }

    public func setOwner(_ uid: UInt32?, _ gid: UInt32?, of path: String, follow: Bool) async throws(SystemError) {
        let place = try TrustedPlace(path, follow: follow, "chown \(path)")
        // (uid_t)-1 leaves an id as it is.
        guard fchownat(place.directory, place.name, uid ?? .max, gid ?? .max, place.noFollow) == 0 else {
            throw .last("chown \(path)")
        }
    }

    public func setTimes(
        access: FileTime?, modification: FileTime?, of path: String, follow: Bool
    ) async throws(SystemError) {
        let times = [timespec(access), timespec(modification)]
        let place = try TrustedPlace(path, follow: follow, "utimens \(path)")
        guard utimensat(place.directory, place.name, times, place.noFollow) == 0 else {
            throw .last("utimens \(path)")
        }
    }
}

extension timespec {
    /// As utimensat(2) takes it: UTIME_OMIT leaves the file's as it is.
    fileprivate init(_ time: FileTime?) {
        switch time {
        case nil: self.init(tv_sec: 0, tv_nsec: (1 << 30) - 2)
        case .now: self.init(tv_sec: 0, tv_nsec: (1 << 30) - 1)
        case .at(let seconds):
            let (whole, nanoseconds) = FileTime.parts(seconds)
            self.init(tv_sec: whole, tv_nsec: nanoseconds)
        }
    }
}
