package import Glibc

/// The controller's files, as lookups, file tests and path filters read them.
public enum LocalFile {
    /// The whole content; nil where it cannot be read or is larger than `limit` bytes.
    public static func read(_ path: String, limit: Int = 256 << 20) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // One more than there should be tells the end of a file; what has no size comes in further pieces.
        var info = stat()
        let expected = fstat(descriptor, &info) == 0 ? min(Int(info.st_size), limit) : 0
        var content: [UInt8] = []
        while let piece = piece(of: descriptor, upTo: content.isEmpty ? max(4096, expected + 1) : 65_536) {
            if piece.isEmpty { return content }
            guard content.count + piece.count <= limit else { return nil }
            if content.isEmpty { content = piece } else { content += piece }
        }
        return nil
    }

    /// The whole content as text; nil where it cannot be read.
    package static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    /// What comes next, none at the end; nil where it cannot be read.
    private static func piece(of descriptor: Int32, upTo size: Int) -> [UInt8]? {
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            repeat { count = Glibc.read(descriptor, buffer.baseAddress, size) } while count < 0 && errno == EINTR
            filled = max(0, count)
        }
        return count < 0 ? nil : piece
    }

    package static func status(_ path: String, follow: Bool = true) -> stat? {
        var info = stat()
        return (follow ? stat(path, &info) : lstat(path, &info)) == 0 ? info : nil
    }

    private static func kind(_ path: String, follow: Bool = true) -> mode_t? {
        status(path, follow: follow).map { $0.st_mode & S_IFMT }
    }

    package static func exists(_ path: String) -> Bool { status(path) != nil }
    package static func isRegular(_ path: String) -> Bool { kind(path) == S_IFREG }
    package static func isDirectory(_ path: String) -> Bool { kind(path) == S_IFDIR }
    /// Whether it is a file that this process may run.
    package static func isExecutable(_ path: String) -> Bool { isRegular(path) && access(path, X_OK) == 0 }
    package static func isLink(_ path: String) -> Bool { kind(path, follow: false) == S_IFLNK }

    /// Whether another file system begins there.
    package static func isMountPoint(_ path: String) -> Bool {
        guard !isLink(path), let here = status(path, follow: false) else { return false }
        guard let above = status(PosixPath.real(path + "/.."), follow: false) else { return false }
        return here.st_dev != above.st_dev || here.st_ino == above.st_ino
    }

    package static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// The home directory of a user, of this process's where `name` is nil.
    static func home(of name: String?) -> String? {
        var entry = passwd(), found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        let status =
            if let name { getpwnam_r(name, &entry, &buffer, buffer.count, &found) } else {
                getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found)
            }
        guard status == 0, found != nil, let home = entry.pw_dir else { return nil }
        return String(cString: home)
    }

    package static func userName(_ id: uid_t) -> String? {
        var entry = passwd(), found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.pw_name
        else { return nil }
        return String(cString: name)
    }

    package static func groupName(_ id: gid_t) -> String? {
        var entry = group(), found: UnsafeMutablePointer<group>?
        var buffer = [CChar](repeating: 0, count: 65_536)
        guard getgrgid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil, let name = entry.gr_name
        else { return nil }
        return String(cString: name)
    }

    /// The names in a directory, without `.` and `..`, sorted.
    package static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// What a shell pattern (`*`, `?`, `[…]`) matches, sorted.
    package static func glob(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard Glibc.glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }
}
