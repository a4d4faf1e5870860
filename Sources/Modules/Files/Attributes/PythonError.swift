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

    /// What modules say of a program that could not be started; a limit of the machine is named, as what is wrong is not
    /// the program.
    package static func notExecuted(_ error: SystemError) -> String {
        [2, 8, 13, 20].contains(error.code)
            ? "Error executing command." : "Error executing command: [Errno \(error.code)] \(error.reason)"
    }

    /// The same with the path as Python's bytes.
    package static func bytesText(_ error: SystemError, _ path: String) -> String {
        "[Errno \(error.code)] \(error.reason): b\(path.representation)"
    }
}
