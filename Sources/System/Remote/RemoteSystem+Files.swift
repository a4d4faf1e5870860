extension RemoteSystem {
    /// Larger contents are written in pieces.
    private static let writeSize = 16 << 20

    public func info(_ path: String, follow: Bool) async throws(SystemError) -> FileInfo? {
        try await call(.info, path, follow)
    }

    public func list(_ directory: String) async throws(SystemError) -> [DirectoryEntry] {
        try await call(.list, directory)
    }

    public func read(_ path: String, limit: Int) async throws(SystemError) -> [UInt8] {
        let blob: Blob = try await call(.read, path, min(limit, SystemCall.sizeLimit - 16))
        return blob.bytes
    }

    public func read(_ path: String, from offset: Int, length: Int) async throws(SystemError) -> [UInt8] {
        let blob: Blob = try await call(.readRange, path, offset, min(length, SystemCall.sizeLimit - 16))
        return blob.bytes
    }

    public func readLink(_ path: String) async throws(SystemError) -> String { try await call(.readLink, path) }
    public func realPath(_ path: String) async throws(SystemError) -> String { try await call(.realPath, path) }
    public func writablePath(_ path: String) async throws(SystemError) -> String {
        try await call(.writablePath, path)
    }

    public func mayAccess(_ path: String, mode: Int) async throws(SystemError) -> Bool {
        try await call(.mayAccess, path, mode)
    }

    public func digest(_ path: String, _ algorithm: DigestAlgorithm) async throws(SystemError) -> String {
        try await call(.digest, path, algorithm)
    }

    public func glob(_ pattern: String) async throws(SystemError) -> [String] { try await call(.glob, pattern) }

    public func write(_ path: String, _ bytes: [UInt8], mode: UInt32, append: Bool) async throws(SystemError) {
        let size = Self.writeSize
        try await act(.write, path, Blob(Array(bytes.prefix(size))), mode, append)
        for start in stride(from: size, to: bytes.count, by: size) {
            try await act(.write, path, Blob(Array(bytes[start..<min(start + size, bytes.count)])), mode, true)
        }
    }

    public func makeTemporary(
        in directory: String, prefix: String, suffix: String, isDirectory: Bool
    ) async throws(SystemError) -> String {
        try await call(.makeTemporary, directory, prefix, suffix, isDirectory)
    }

    public func replace(_ new: Replacement) async throws(SystemError) { try await act(.replace, new) }

    public func makeDirectory(_ path: String, mode: UInt32) async throws(SystemError) {
        try await act(.makeDirectory, path, mode)
    }

    public func move(_ source: String, to target: String) async throws(SystemError) {
        try await act(.move, source, target)
    }

    public func copy(_ source: String, to target: String) async throws(SystemError) {
        try await act(.copy, source, target)
    }

    public func symlink(_ path: String, to target: String) async throws(SystemError) {
        try await act(.symlink, path, target)
    }

    public func link(_ path: String, to existing: String) async throws(SystemError) {
        try await act(.link, path, existing)
    }

    public func remove(_ path: String, recursive: Bool) async throws(SystemError) {
        try await act(.remove, path, recursive)
    }

    public func setMode(_ mode: UInt32, of path: String) async throws(SystemError) {
        try await act(.setMode, mode, path)
    }

    public func setOwner(
        _ uid: UInt32?, _ gid: UInt32?, of path: String, follow: Bool
    ) async throws(SystemError) {
        try await act(.setOwner, uid, gid, path, follow)
    }

    public func copyAttributes(of source: String, to target: String) async throws(SystemError) {
        try await act(.copyAttributes, source, target)
    }

    public func setTimes(
        access: FileTime?, modification: FileTime?, of path: String, follow: Bool
    ) async throws(SystemError) {
        try await act(.setTimes, access, modification, path, follow)
    }
}
