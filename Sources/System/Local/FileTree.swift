import Glibc

/// Copying and removing whole trees, never through symbolic links.
public enum FileTree {
    /// Deeper trees are refused: each level holds a descriptor open.
    private static let depthLimit = 400

    /// Removes `path` and, if it is a directory, all that is below it.
    public static func remove(_ path: String) throws(SystemError) {
        try remove(path, at: AT_FDCWD, path, depth: 0)
    }

    /// Removes what has this name in a directory; `path` is for errors.
    static func remove(
        _ name: String, at directory: Int32, _ path: String, depth: Int = 0
    ) throws(SystemError) {
        if unlinkat(directory, name, 0) == 0 { return }
        guard errno == EISDIR || errno == EPERM else { throw .last("remove \(path)") }
        guard depth < depthLimit else { throw SystemError(errno: ELOOP, "remove \(path)") }
        let number = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard number >= 0, let stream = fdopendir(number) else {
            throw errno == ENOTDIR ? SystemError(errno: EPERM, "remove \(path)") : .last("remove \(path)")
        }
        defer { closedir(stream) }
        for child in LocalSystem().names(in: stream) {
            try remove(child, at: dirfd(stream), "\(path)/\(child)", depth: depth + 1)
        }
        guard unlinkat(directory, name, AT_REMOVEDIR) == 0 else { throw .last("rmdir \(path)") }
    }

    /// Copies a file, link or directory with all that is below it.
    static func copy(_ source: String, to target: String, depth: Int = 0) throws(SystemError) {
        guard depth < depthLimit else { throw SystemError(errno: ELOOP, "copy \(source)") }
        var status = stat()
        guard lstat(source, &status) == 0 else { throw .last("stat \(source)") }
        let info = FileInfo(status)
        switch info.kind {
        case .file: return try copyFile(source, to: target)
        case .directory:
            guard mkdir(target, 0o700) == 0 || errno == EEXIST else { throw .last("mkdir \(target)") }
            guard let stream = opendir(source) else { throw .last("list \(source)") }
            defer { closedir(stream) }
            for name in LocalSystem().names(in: stream) {
                try copy("\(source)/\(name)", to: "\(target)/\(name)", depth: depth + 1)
            }
        case .link:
            var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = buffer.withUnsafeMutableBytes {
                readlink(source, $0.assumingMemoryBound(to: CChar.self).baseAddress!, $0.count)
            }
            guard count >= 0 else { throw .last("readlink \(source)") }
            let link = String(decoding: buffer[0..<count], as: UTF8.self)
            guard symlink(link, target) == 0 else { throw .last("symlink \(target)") }
        default:
            guard mknod(target, status.st_mode, status.st_rdev) == 0 else { throw .last("mknod \(target)") }
        }
        try keepAttributes(of: status, isLink: info.kind == .link, target)
    }

    private static func copyFile(_ source: String, to target: String) throws(SystemError) {
        try copyFile(
            Descriptor(open: source, O_RDONLY | O_NOFOLLOW), source,
            to: Descriptor(open: target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600), target)
    }

    /// Copies content, mode, owner and times of one file.
    static func copyFile(
        _ from: borrowing Descriptor, _ source: String, to: borrowing Descriptor, _ target: String
    ) throws(SystemError) {
        var status = stat()
        guard fstat(from.number, &status) == 0 else { throw .last("stat \(source)") }
        var buffer: [UInt8] = []
        while true {
            buffer.removeAll(keepingCapacity: true)
            guard try from.read(1 << 18, into: &buffer, source) > 0 else { break }
            try to.write(buffer, target)
        }
        // Only root may give files away; for others the copy is theirs.
        guard fchown(to.number, status.st_uid, status.st_gid) == 0 || errno == EPERM else {
            throw .last("chown \(target)")
        }
        guard fchmod(to.number, status.st_mode & 0o7777) == 0 else { throw .last("chmod \(target)") }
        guard futimens(to.number, [status.st_atim, status.st_mtim]) == 0 else { throw .last("utimens \(target)") }
    }

    private static func keepAttributes(of status: stat, isLink: Bool, _ target: String) throws(SystemError) {
        // Only root may give files away; for others the copy is theirs.
        guard lchown(target, status.st_uid, status.st_gid) == 0 || errno == EPERM else {
            throw .last("chown \(target)")
        }
        if !isLink {
            guard chmod(target, status.st_mode & 0o7777) == 0 else { throw .last("chmod \(target)") }
        }
        let times = [status.st_atim, status.st_mtim]
        guard utimensat(AT_FDCWD, target, times, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last("utimens \(target)") }
    }
}
