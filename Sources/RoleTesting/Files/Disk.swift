import Diagnostics
import Glibc
import System

/// The files of this machine, as a scenario needs them. Writing is atomic: readers see the old content or the new one.
enum Disk {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isDirectory(_ path: String) -> Bool { kind(path) == S_IFDIR }

    static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    static func isLink(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    private static func kind(_ path: String) -> mode_t? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
    }

    /// When the content last changed, in seconds since 1970; nil where there is no such file.
    static func modified(_ path: String) -> Double? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        return Double(info.st_mtim.tv_sec) + Double(info.st_mtim.tv_nsec) / 1e9
    }

    /// The path with symbolic links resolved; nil where it does not exist.
    static func real(_ path: String) -> String? {
        guard let path = realpath(path, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Tells files apart by mode and content.
    static func digest(_ path: String) -> String {
        var info = stat()
        guard stat(path, &info) == 0, let bytes = bytes(path) else { return "absent" }
        return "\(info.st_mode) \(Digest.hex(.sha256, bytes))"
    }

    static func text(_ path: String) -> String? { bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    /// Names in a directory, sorted; none where it cannot be read.
    static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Every file below a directory; links to directories are entered, each directory once.
    static func files(below directory: String) -> [String] {
        var seen: Set<String> = []
        func files(_ directory: String) -> [String] {
            guard let real = real(directory), seen.insert(real).inserted else { return [] }
            return names(in: directory).flatMap { name in
                let path = directory + "/" + name
                return isDirectory(path) ? files(path) : [path]
            }
        }
        return files(directory)
    }

    /// Makes a directory and those above it.
    static func makeDirectory(_ path: String, mode: mode_t = 0o777) throws(Diagnostic) {
        if isDirectory(path) { return }
        let parent = FilePath.parent(path)
        if parent != path { try makeDirectory(parent, mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST && isDirectory(path) else {
            throw failure("cannot make the directory \(path)")
        }
    }

    static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(Diagnostic) {
        let new = path + ".new-\(getpid())"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure("cannot write \(path)") }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = failure("cannot write \(path)")
                close(descriptor)
                unlink(new)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        close(descriptor)
        guard rename(new, path) == 0 else {
            let error = failure("cannot write \(path)")
            unlink(new)
            throw error
        }
    }

    /// Removes a file, a link or a tree; what is not there is no error. Links are not followed.
    static func remove(_ path: String) {
        if !isLink(path), isDirectory(path) {
            for name in names(in: path) { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    static func failure(_ what: String) -> Diagnostic { Diagnostic("\(what): \(String(cString: strerror(errno)))") }
}
