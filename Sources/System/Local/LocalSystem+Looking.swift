import Glibc

extension LocalSystem {
    public func info(_ path: String, follow: Bool) async throws(SystemError) -> FileInfo? {
        var status = Glibc.stat()
        guard (follow ? stat(path, &status) : lstat(path, &status)) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .last("stat \(path)")
        }
        return FileInfo(status)
    }

    public func list(_ directory: String) async throws(SystemError) -> [DirectoryEntry] {
        guard let stream = opendir(directory) else { throw .last("list \(directory)") }
        defer { closedir(stream) }
        var entries: [DirectoryEntry] = []
        for name in names(in: stream) {
            var status = Glibc.stat()
            guard fstatat(dirfd(stream), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                if errno == ENOENT { continue }
                throw .last("stat \(directory)/\(name)")
            }
            entries.append(DirectoryEntry(name: name, info: FileInfo(status)))
        }
        return entries
    }

    public func read(_ path: String, limit: Int) async throws(SystemError) -> [UInt8] {
        let file = try Descriptor(open: path, O_RDONLY)
        let size = try file.info(path).size
        guard size <= limit else { throw SystemError(errno: EFBIG, "read \(path)") }
        var bytes: [UInt8] = []
        // Files under /proc say 0 and hold more; one byte more than the size finds the end in the usual case.
        while try file.read(max(size + 1 - bytes.count, 65536), into: &bytes, path) > 0 {
            guard bytes.count <= limit else { throw SystemError(errno: EFBIG, "read \(path)") }
        }
        return bytes
    }

    public func read(_ path: String, from offset: Int, length: Int) async throws(SystemError) -> [UInt8] {
        let file = try Descriptor(open: path, O_RDONLY)
        guard lseek(file.number, offset, SEEK_SET) >= 0 else { throw .last("seek \(path)") }
        var bytes: [UInt8] = []
        while bytes.count < length, try file.read(length - bytes.count, into: &bytes, path) > 0 {}
        return bytes
    }

    public func readLink(_ path: String) async throws(SystemError) -> String {
        guard let target = linkTarget(path) else { throw .last("readlink \(path)") }
        return target
    }

    public func realPath(_ path: String) async throws(SystemError) -> String {
        var pending = Array(path.split(separator: "/").reversed()).map(String.init)
        var resolved = path.hasPrefix("/") ? [] : try currentDirectory().split(separator: "/").map(String.init)
        var links = 0
        while let name = pending.popLast() {
            if name == "." { continue }
            if name == ".." {
                _ = resolved.popLast()
                continue
            }
            let candidate = "/" + (resolved + [name]).joined(separator: "/")
            guard let target = linkTarget(candidate) else {
                resolved.append(name)
                continue
            }
            links += 1
            guard links <= 40 else { throw SystemError(errno: ELOOP, "realpath \(path)") }
            if target.hasPrefix("/") { resolved = [] }
            pending += target.split(separator: "/").reversed().map(String.init)
        }
        return "/" + resolved.joined(separator: "/")
    }

    public func mayAccess(_ path: String, mode: Int) async throws(SystemError) -> Bool {
        faccessat(AT_FDCWD, path, Int32(truncatingIfNeeded: mode), AT_EACCESS) == 0
    }

    public func glob(_ pattern: String) async throws(SystemError) -> [String] {
        var found = [pattern.hasPrefix("/") ? "/" : ""]
        let components = pattern.split(separator: "/").map(String.init)
        for component in components {
            var next: [String] = []
            for base in found {
                let prefix = base.isEmpty || base.hasSuffix("/") ? base : base + "/"
                guard component.contains(where: { "*?[".contains($0) }) else {
                    let plain = component.filter { $0 != "\\" }
                    if try await info(prefix + plain, follow: false) != nil { next.append(prefix + plain) }
                    continue
                }
                guard let stream = opendir(prefix.isEmpty ? "." : prefix) else { continue }
                defer { closedir(stream) }
                next += names(in: stream).filter { fnmatch(component, $0, FNM_PERIOD) == 0 }.map { prefix + $0 }
            }
            found = next
        }
        return components.isEmpty ? [] : found.sorted()
    }

    func currentDirectory() throws(SystemError) -> String {
        guard let path = getcwd(nil, 0) else { throw .last("getcwd") }
        defer { free(path) }
        return String(cString: path)
    }

    /// The names that a directory stream still holds.
    func names(in stream: OpaquePointer) -> [String] {
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a link points; nil, with errno set, where `path` is no link.
    func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
            let count = readlink(path, buffer.assumingMemoryBound(to: CChar.self).baseAddress!, buffer.count)
            return count < 0 ? nil : String(decoding: buffer[0..<count], as: UTF8.self)
        }
    }
}
