import CShims
import Glibc

/// What it takes to start a program; see `swiftplay_spawn`.
package struct ProgramStart {
    var path: String
    var arguments: [String]
    var environment: [String: String]
    var directory: String?
    var umask: UInt32?
    var descriptors: (Int32, Int32, Int32)
    /// Gives it a session of its own in place of a process group of its own.
    var isSession = false
    /// What all that it starts is known by, too; 0 for nothing. See ``Keeper``.
    var tag: UInt64 = 0

    /// - Parameters:
    ///   - path: the program's file.
    ///   - directory: where it starts; nil leaves it where this process is.
    ///   - umask: nil leaves it this process's.
    ///   - descriptors: its standard input, output and errors.
    package init(
        path: String, arguments: [String], environment: [String: String], directory: String? = nil,
        umask: UInt32? = nil, descriptors: (Int32, Int32, Int32) = (0, 1, 2), isSession: Bool = false
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.umask = umask
        self.descriptors = descriptors
        self.isSession = isSession
    }

    /// Puts the program in the place of this process, with its descriptors. Returns only where that fails.
    package func replaceProcess() -> SystemError {
        if let directory, chdir(directory) != 0 { return .last("chdir \(directory)") }
        withStrings(arguments) { arguments in
            withStrings(environment.map { "\($0)=\($1)" }) { _ = execve(path, arguments, $0) }
        }
        return .last("run \(arguments.first ?? path)")
    }

    /// Gives the process id.
    package func start() throws(SystemError) -> Int32 {
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
                            session: isSession ? 1 : 0, tag: tag)
                        var pid: Int32 = 0
                        _ = BusyFile.retrying {
                            pid = swiftplay_spawn(&program, &inDirectory)
                            return pid < 0 ? -pid : 0
                        }
                        return pid
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
