package import System
import Values

/// Errors of system calls in Python's form, in which Ansible's messages quote them.
package enum PythonError {
    /// `[Errno 13] Permission denied: '/etc/shadow'`.
    package static func text(_ error: SystemError, _ path: String) -> String {
        "[Errno \(error.code)] \(error.reason): \(path.representation)"
    }

    package static func text(_ code: Int32, _ path: String) -> String {
        text(SystemError(errno: code, ""), path)
    }

    /// The same with the path as Python's bytes.
    package static func bytesText(_ error: SystemError, _ path: String) -> String {
        "[Errno \(error.code)] \(error.reason): \(ValueBytes.representation(of: Array(path.utf8)))"
    }
}
