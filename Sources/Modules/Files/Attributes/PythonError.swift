import System
import Values

/// Errors of system calls in Python's form, in which Ansible's messages quote them.
enum PythonError {
    /// `[Errno 13] Permission denied: '/etc/shadow'`.
    static func text(_ error: SystemError, _ path: String) -> String {
        "[Errno \(error.code)] \(error.reason): \(path.representation)"
    }

    static func text(_ code: Int32, _ path: String) -> String {
        text(SystemError(errno: code, ""), path)
    }

    /// The same with the path as Python's bytes.
    static func bytesText(_ error: SystemError, _ path: String) -> String {
        "[Errno \(error.code)] \(error.reason): b\(path.representation)"
    }
}
