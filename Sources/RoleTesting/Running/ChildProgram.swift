import Callbacks
import Diagnostics
import Glibc
import System

/// A program that a step runs and waits for; its output goes on as it comes.
struct ChildProgram {
    var words: [String]
    /// The file to run; nil looks for the first word in the PATH.
    var file: String?
    var directory: String
    var environment: [String: String]
    /// Is told of the process.
    var started: (@Sendable (pid_t) -> Void)?

    init(_ words: [String], file: String? = nil, in directory: String, environment: [String: String]) {
        self.words = words
        self.file = file
        self.directory = directory
        self.environment = environment
    }

    /// This program under another name of its family, such as `ansible-galaxy`.
    static func own(_ words: [String], in directory: String, environment: [String: String]) -> ChildProgram {
        ChildProgram(words, file: "/proc/self/exe", in: directory, environment: environment)
    }

    /// Runs it to its end, reading nothing. Blocks the thread.
    ///
    /// - Returns: its exit status; 128 and the signal that ended it.
    func run(_ output: any OutputSink) throws(Diagnostic) -> Int32 {
        let plain = try pipe(), error = try pipe()
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let program = try program((null, plain.write, error.write))
        let process: pid_t
        do throws(SystemError) { process = try program.start() } catch { throw failure(error) }
        for descriptor in [null, plain.write, error.write] { close(descriptor) }
        started?(process)
        Self.pass(plain.read, error.read, to: output)
        return Self.wait(process)
    }

    /// Becomes the program, with this process's terminal. Returns only where that fails.
    func become() throws(Diagnostic) -> Never {
        throw failure(try program((0, 1, 2)).replaceProcess())
    }

    private func pipe() throws(Diagnostic) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { throw Disk.failure("cannot run \(words[0])") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private func program(_ descriptors: (Int32, Int32, Int32)) throws(Diagnostic) -> ProgramStart {
        ProgramStart(
            path: try path(), arguments: words, environment: environment, directory: directory,
            descriptors: descriptors)
    }

    private func failure(_ error: SystemError) -> Diagnostic {
        Diagnostic("cannot \(error.operation): \(error.reason)")
    }

    private func path() throws(Diagnostic) -> String {
        if let file { return file }
        return try Self.find(words[0], environment)
    }

    static func find(_ name: String, _ environment: [String: String]) throws(Diagnostic) -> String {
        if name.contains("/") { return name }
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        for directory in path.split(separator: ":") where access("\(directory)/\(name)", X_OK) == 0 {
            return "\(directory)/\(name)"
        }
        throw Diagnostic("there is no program '\(name)' in the PATH")
    }

    private static func pass(_ output: Int32, _ error: Int32, to sink: any OutputSink) {
        var polled = [output, error].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65536)
        while polled.contains(where: { $0.fd >= 0 }) {
            guard poll(&polled, 2, -1) >= 0 || errno == EINTR else { break }
            for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                let count = read(polled[index].fd, &buffer, buffer.count)
                if count > 0 {
                    sink.write(String(decoding: buffer[..<count], as: UTF8.self), isError: index == 1)
                } else if count == 0 || errno != EINTR {
                    close(polled[index].fd)
                    polled[index].fd = -1
                }
            }
        }
    }

    private static func wait(_ process: pid_t) -> Int32 {
        var state: Int32 = 0
        while waitpid(process, &state, 0) < 0, errno == EINTR {}
        let signal = state & 0x7F
        return signal == 0 ? state >> 8 & 0xFF : 128 + signal
    }
}
