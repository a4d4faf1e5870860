import Diagnostics
import Glibc

/// Files that nobody but their owner may read. `-` is standard input and output.
struct SecretFiles {
    static func lastError(_ path: String) -> String {
        "[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'"
    }

    func realPath(_ path: String) -> String {
        guard path != "-" else { return path }
        if let real = Glibc.realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        guard !path.hasPrefix("/"), let directory = getcwd(nil, 0) else { return path }
        defer { free(directory) }
        return String(cString: directory) + "/" + path
    }

    func read(_ path: String) throws(Diagnostic) -> Bytes {
        if path == "-" {
            guard let bytes = Bytes.rest(of: STDIN_FILENO) else {
                throw Diagnostic("Unable to read source file (-): \(Self.lastError("-"))")
            }
            return bytes
        }
        let real = realPath(path)
        guard let bytes = Bytes.ofFile(real) else {
            throw Diagnostic("Unable to read source file (\(real)): \(Self.lastError(real))")
        }
        return bytes
    }

    /// Puts a new file in place of the old one, which is overwritten first where `isShredding` says so.
    func write(_ bytes: Bytes, to path: String, isShredding: Bool = false) throws(Diagnostic) {
        if path == "-" {
            fflush(nil)
            guard bytes.write(to: STDOUT_FILENO) else { throw Diagnostic("Unable to write: \(Self.lastError(path))") }
            return
        }
        let path = realPath(path)
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        guard access(directory.isEmpty ? "/" : directory, W_OK) == 0 else {
            throw Diagnostic("Destination '\(directory)' not writable")
        }
        if access(path, F_OK) == 0 {
            if isShredding { shred(path) } else { unlink(path) }
        }
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Diagnostic(
                errno == EEXIST
                    ? "Vault file got recreated while we were operating on it."
                    : "Problem creating temporary vault file.")
        }
        defer { close(descriptor) }
        guard bytes.write(to: descriptor) else {
            throw Diagnostic("Unable to write to temporary vault file: \(Self.lastError(path))")
        }
    }

    /// A new file in the directory for such, its name ending as that of `file`.
    func temporary(
        like file: String, in environment: [String: String], holding bytes: Bytes
    ) throws(Diagnostic) -> String {
        let name = file.split(separator: "/").last ?? ""
        let suffix = name.dropFirst().lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        var template = Array("\(environment["TMPDIR"] ?? "/tmp")/swiftplay-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { throw Diagnostic("Problem creating temporary vault file.") }
        defer { close(descriptor) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard bytes.write(to: descriptor) else { throw Diagnostic("Problem creating temporary vault file.") }
        return path
    }

    /// Overwrites what a file holds, then takes it away.
    func shred(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            var info = stat()
            if fstat(descriptor, &info) == 0, info.st_size > 0 {
                var random = SystemRandomNumberGenerator()
                let noise = Bytes((0..<min(Int(info.st_size), 1 << 20)).map { _ in random.next() })
                var left = Int(info.st_size)
                while left > 0, Bytes(noise.prefix(left)).write(to: descriptor) { left -= noise.count }
                fsync(descriptor)
            }
            close(descriptor)
        }
        unlink(path)
    }

    /// The owner and mode that another file had.
    func give(_ path: String, _ info: stat) {
        chmod(path, info.st_mode & 0o7777)
        _ = chown(path, info.st_uid, info.st_gid)
    }

    func makeDirectories(_ path: String) {
        guard !path.isEmpty, mkdir(path, 0o777) != 0, errno == ENOENT,
            let slash = path.lastIndex(of: "/"), slash > path.startIndex
        else { return }
        makeDirectories(String(path[..<slash]))
        mkdir(path, 0o777)
    }
}
