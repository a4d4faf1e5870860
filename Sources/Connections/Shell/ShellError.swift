import Glibc
import System

/// What went wrong in a shell, from what its programs printed.
enum ShellError {
    /// Comes before a number where the text itself knows it.
    static let word = "swiftplay-errno"

    /// The texts that end a message, the longest first.
    private static let texts: [(text: String, code: Int32)] = {
        var texts = (1...133).map { (String(cString: strerror($0)), Int32($0)) }
        // What musl and the shells and programs themselves say.
        texts += [
            ("Symbolic link loop", ELOOP), ("Filename too long", ENAMETOOLONG), ("Cross-device link", EXDEV),
            ("Resource busy", EBUSY), ("I/O error", EIO), ("Quota exceeded", EDQUOT), ("Not supported", ENOTSUP),
            ("No such file", ENOENT), ("is a directory", EISDIR), ("Directory nonexistent", ENOENT),
            ("nonexistent directory", ENOENT),
            ("cannot overwrite existing file", EEXIST), ("Path has non-directory component", ENOTDIR),
            ("hard link not allowed for directory", EPERM),
        ]
        return texts.sorted { $0.0.utf8.count > $1.0.utf8.count }
    }()

    static func error(_ message: [UInt8], _ operation: String) -> SystemError {
        let lines = String(decoding: message, as: UTF8.self).split(separator: "\n")
        for line in lines.reversed() {
            if line.hasPrefix("\(word) "), let code = Int32(line.dropFirst(word.count + 1)) {
                return SystemError(errno: code, operation)
            }
            if let known = texts.first(where: { line.hasSuffix($0.text) }) {
                return SystemError(errno: known.code, operation)
            }
            // mv says these in words of its own, with names behind them.
            if line.contains("cannot overwrite directory") { return SystemError(errno: EISDIR, operation) }
            if line.contains("cannot overwrite non-directory") { return SystemError(errno: ENOTDIR, operation) }
            if line.contains("to a subdirectory of itself") { return SystemError(errno: EINVAL, operation) }
            if line.contains("dangling symlink") { return SystemError(errno: ENOENT, operation) }
        }
        let reason = lines.last.map(String.init) ?? "the shell on the host did not say why"
        return SystemError(code: 0, operation: operation, reason: reason)
    }
}
