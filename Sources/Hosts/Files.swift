import Glibc
import System

/// Files of this machine, by system calls that block.
enum Files {
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The directory above.
    static func parent(_ path: String) -> String { path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } }

    /// A whole file; nil where it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    /// Writes a whole file, in the place of one that is there at once.
    static func write(_ path: String, _ text: String, mode: mode_t = 0o644) throws(HostError) {
        let temporary = "\(path).\(getpid())~"
        try writeThrough(temporary, text, mode: mode)
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw .last("write \(path)", code)
        }
    }

    /// Writes to the file that is there, such as one of the kernel's.
    static func writeThrough(_ path: String, _ text: String, mode: mode_t = 0o644) throws(HostError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .last("write \(path)", errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .last("write \(path)", errno) }
            done += count
        }
        _ = fchmod(descriptor, mode)
    }

    /// A directory and those above it.
    static func makeDirectory(_ path: String, mode: mode_t = 0o755) throws(HostError) {
        if isDirectory(path) { return }
        let parent = parent(path)
        if !parent.isEmpty { try makeDirectory(parent) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("make \(path)", errno) }
        chmod(path, mode)
    }

    /// The names in a directory, sorted; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a tree; what is not there is gone already.
    static func remove(_ path: String) throws(HostError) {
        guard exists(path) else { return }
        do throws(SystemError) { try FileTree.remove(path) } catch {
            guard error.code != ENOENT else { return }
            throw HostError(error.description)
        }
    }

    /// Where a symbolic link points.
    static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        return count < 0 ? nil : String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The path without symbolic links, whose last parts need not be there yet.
    static func withoutLinks(_ path: String) -> String {
        if path == "/" || path.isEmpty { return path }
        return resolved(path) ?? "\(withoutLinks(parent(path)))/\(path.split(separator: "/").last ?? "")"
    }

    /// The path with all links resolved; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
