import Diagnostics
import Glibc
import System

/// Files that only their owner may read. `-` is standard input and output.
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
        // The old content is overwritten only once the new one is on the disk under its name.
        let old = isShredding ? open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW) : -1
        defer { if old >= 0 { close(old) } }
        do throws(SystemError) {
            try StagedFile.write(path, Array(bytes), mode: 0o600, lends: false)
        } catch {
            throw Diagnostic(
                "Unable to write to temporary vault file: [Errno \(error.code)] \(error.reason): '\(path)'")
        }
        if old >= 0 { overwrite(old) }
    }

    /// A new file in the directory for such, its name ending as that of `file`.
    func temporary(
        like file: String, in environment: [String: String], holding bytes: Bytes
    ) throws(Diagnostic) -> String {
        let name = file.split(separator: "/").last ?? ""
        let suffix = name.dropFirst().lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        // What editors put beside the file stands in the private directory too.
        var template = Array("\(environment["TMPDIR"] ?? "/tmp")/swiftplay-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Diagnostic("Problem creating temporary vault file.") }
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let path = "\(directory)/edit\(suffix)"
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, bytes.write(to: descriptor) else {
            removeTemporary(path)
            throw Diagnostic("Problem creating temporary vault file: \(Self.lastError(path))")
        }
        return path
    }

    /// Takes away what ``temporary(like:in:holding:)`` gave and all that an editor put beside it, overwritten first.
    func removeTemporary(_ path: String) {
        guard let slash = path.lastIndex(of: "/") else { return }
        let directory = String(path[..<slash])
        if let stream = opendir(directory) {
            var names: [String] = []
            while let entry = readdir(stream) {
                names.append(
                    withUnsafePointer(to: &entry.pointee.d_name) {
                        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                    })
            }
            closedir(stream)
            for name in names where name != "." && name != ".." { shred("\(directory)/\(name)") }
        }
        rmdir(directory)
    }

    /// Overwrites what a file holds, then takes it away.
    func shred(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            overwrite(descriptor)
            close(descriptor)
        }
        unlink(path)
    }

    private func overwrite(_ descriptor: Int32) {
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_size > 0 else { return }
        var random = SystemRandomNumberGenerator()
        let noise = Bytes((0..<min(Int(info.st_size), 1 << 20)).map { _ in random.next() })
        var left = Int(info.st_size)
        while left > 0, Bytes(noise.prefix(left)).write(to: descriptor) { left -= noise.count }
        fsync(descriptor)
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
