import Glibc

extension LocalSystem {
    public func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError) {
        let file = try Descriptor(open: path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), mode: mode)
        try file.write(bytes, path)
    }

    public func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        for _ in 0..<100 {
            let middle = String((0..<8).map { _ in letters[Int.random(in: 0..<letters.count)] })
            let path = "\(directory)/\(prefix)\(middle)\(suffix)"
            if isDirectory {
                if mkdir(path, 0o700) == 0 { return path }
            } else {
                let number = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                if number >= 0 {
                    _ = close(number)
                    return path
                }
            }
            guard errno == EEXIST else { throw .last("create \(path)") }
        }
        throw SystemError(errno: EEXIST, "create a temporary name in \(directory)")
    }

    public func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError) {
        guard mkdir(path, mode) == 0 else { throw .last("mkdir \(path)") }
    }

    public func move(_ source: String, to target: String) async throws(SystemError) {
        if rename(source, target) == 0 { return }
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
        access: Double?, modification: Double?, of path: String, follow: Bool
    ) async throws(SystemError) {
        let times = [timespec(keeping: access), timespec(keeping: modification)]
        guard utimensat(AT_FDCWD, path, times, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .last("utimens \(path)")
        }
    }
}

extension timespec {
    /// A time in seconds since 1970; nil is UTIME_OMIT, which leaves the file's as it is, infinity UTIME_NOW.
    fileprivate init(keeping seconds: Double?) {
        guard let seconds, seconds.isFinite, abs(seconds) < 1e15 else {
            self.init(tv_sec: 0, tv_nsec: (1 << 30) - (seconds == .infinity ? 1 : 2))
            return
        }
        let whole = seconds.rounded(.down)
        self.init(tv_sec: Int(whole), tv_nsec: min(999_999_999, Int((seconds - whole) * 1e9)))
    }
}
