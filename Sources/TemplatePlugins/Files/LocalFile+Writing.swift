import Glibc
import Jinja
import Loading

extension LocalFile {
    /// The directory and those above it, readable by their owner alone.
    static func makeDirectories(_ path: String) throws(TemplateError) {
        if path.isEmpty || isDirectory(path) { return }
        try makeDirectories(PosixPath.dirname(path))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Replaces the file's content; only its owner may read it.
    static func writePrivately(_ text: String, to path: String) throws(TemplateError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        fchmod(descriptor, 0o600)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func failure(_ path: String) -> TemplateError {
        TemplateError(.plugin, "[Errno \(errno)] \(String(cString: strerror(errno))): '\(path)'")
    }
}
