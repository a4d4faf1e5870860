import Glibc

extension LocalSystem {
    public func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError) {
        let file = try Descriptor(open: path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), mode: mode)
        try file.write(bytes, path)
    }

    public func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String {
        try await TemporaryName.firstFree(in: directory, prefix: prefix, suffix: suffix) {
            (path) throws(SystemError) in
            if isDirectory {
                guard mkdir(path, 0o700) == 0 else { throw .last("create \(path)") }
            } else {
                let number = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard number >= 0 else { throw .last("create \(path)") }
                _ = close(number)
            }
            Keeper.begin(path: path)
        }
    }

    public func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError) {
        guard mkdir(path, mode) == 0 else { throw .last("mkdir \(path)") }
    }

    public func move(_ source: String, to target: String) async throws(SystemError) {
        try Durability.settle(path: source)
        defer { Keeper.end(path: source) }
        if rename(source, target) == 0 { return Durability.settleDirectory(of: target) }
        guard errno == EXDEV else { throw .last("rename \(source) to \(target)") }
        try FileTree.copy(source, to: target)
        try FileTree.remove(source)
    }

    public func copy(_ source: String, to target: String) async throws(SystemError) {
        try FileTree.copyFile(source, to: target)
    }

    public func symlink(_ path: String, to target: String) async throws(SystemError) {
        guard Glibc.symlink(target, path) == 0 else { throw .last("symlink \(path)") }
    }

    public func link(_ path: String, to existing: String) async throws(SystemError) {
        guard Glibc.link(existing, path) == 0 else { throw .last("link \(path)") }
    }

    public func remove(_ path: String, recursive: Bool) async throws(SystemError) {
        defer { Keeper.end(path: path) }
        if recursive { return try FileTree.remove(path) }
        guard Glibc.remove(path) == 0 else { throw .last("remove \(path)") }
    }

    public func setMode(_ mode: UInt32, of path: String) async throws(SystemError) {
        guard chmod(path, mode) == 0 else { throw .last("chmod \(path)") }
    }

    public func setOwner(_ uid: UInt32?, _ gid: UInt32?, of path: String, follow: Bool) async throws(SystemError) {
        // (uid_t)-1 leaves an id as it is.
        let ids = (uid ?? .max, gid ?? .max)
        guard (follow ? chown(path, ids.0, ids.1) : lchown(path, ids.0, ids.1)) == 0 else {
            throw .last("chown \(path)")
        }
    }

    public func setTimes(
        access: FileTime?, modification: FileTime?, of path: String, follow: Bool
    ) async throws(SystemError) {
        let times = [timespec(access), timespec(modification)]
        guard utimensat(AT_FDCWD, path, times, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
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
