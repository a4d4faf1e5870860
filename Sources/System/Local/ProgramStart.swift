import CShims
import Glibc

/// What it takes to start a program; see `swiftplay_spawn`.
struct ProgramStart {
    var path: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String?
    var umask: UInt32?
    var descriptors: (Int32, Int32, Int32)
    /// Gives it a session of its own in place of a process group of its own.
    var isSession = false

    /// Gives the process id.
    func start() throws(SystemError) -> pid_t {
        let operation = "run \(arguments.first ?? path)"
        guard ([path] + arguments + environment.flatMap { [$0, $1] }).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw SystemError(errno: EINVAL, operation)
        }
        var inDirectory: Int32 = 0
        let pid = withStrings(arguments) { arguments in
            withStrings(environment.map { "\($0)=\($1)" }) { environment in
                path.withCString { path in
                    withOptionalString(directory) { directory in
                        var program = swiftplay_program(
                            path: path, arguments: arguments, environment: environment, directory: directory,
                            descriptors: descriptors, umask: umask.map { Int32($0 & 0o777) } ?? -1,
                            session: isSession ? 1 : 0)
                        return swiftplay_spawn(&program, &inDirectory)
                    }
                }
            }
        }
        if pid > 0 { return pid }
        throw SystemError(errno: -pid, inDirectory != 0 ? "chdir \(directory ?? "")" : operation)
    }

    private func withOptionalString<R>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> R) -> R {
        guard let text else { return body(nil) }
        return text.withCString(body)
    }

    private func withStrings<R>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}
