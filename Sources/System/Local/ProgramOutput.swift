import Glibc

/// What a program of the controller has printed, and how it ended. It belongs to the foreground of the terminal, as this
/// process does, so that it may ask there.
public struct ProgramOutput: Sendable {
    public let output: [UInt8]
    /// Empty where they were not captured.
    public let errors: [UInt8]
    /// Its exit code; minus the signal's number where one ended it.
    public let status: Int32

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: the path of its file, and what follows.
    ///   - readsInput: whether it reads what this process reads; else it has nothing to read.
    ///   - capturesErrors: whether its errors are captured; else they go where those of this process go.
    ///   - limit: how many bytes of each are kept.
    public init(
        of arguments: [String], readsInput: Bool = false, capturesErrors: Bool = true, limit: Int = .max
    ) throws(SystemError) {
        let (out, err) = (try Pipe.open(), try Pipe.open())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if !readsInput { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        posix_spawn_file_actions_adddup2(&actions, out.writer, 1)
        if capturesErrors { posix_spawn_file_actions_adddup2(&actions, err.writer, 2) }
        let started = Self.spawn(arguments, &actions)
        for ends in [out, err] { close(ends.writer) }
        defer { for ends in [out, err] { close(ends.reader) } }
        let process = try started.get()
        let texts = Self.drain([out.reader, err.reader], limit)
        var ended: Int32 = 0
        while waitpid(process, &ended, 0) < 0, errno == EINTR {}
        (output, errors) = (texts[0], texts[1])
        let signal = ended & 0x7f
        status = signal == 0 ? ended >> 8 & 0xff : -signal
    }

    private static func spawn(
        _ arguments: [String], _ actions: inout posix_spawn_file_actions_t
    ) -> Result<pid_t, SystemError> {
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let code = BusyFile.retrying { posix_spawn(&process, arguments[0], &actions, nil, &words, environ) }
        return code == 0 ? .success(process) : .failure(SystemError(errno: code, "run \(arguments[0])"))
    }

    /// Reads all to their ends, whichever has something.
    private static func drain(_ descriptors: [Int32], _ limit: Int) -> [[UInt8]] {
        var texts = descriptors.map { _ in [UInt8]() }
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while polled.contains(where: { $0.fd >= 0 }) {
            guard poll(&polled, nfds_t(polled.count), -1) >= 0 else {
                if errno == EINTR { continue }
                break
            }
            for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                let count = read(polled[index].fd, &buffer, buffer.count)
                if count > 0 {
                    texts[index] += buffer[..<min(count, max(0, limit - texts[index].count))]
                } else if count == 0 || errno != EINTR {
                    polled[index].fd = -1
                }
            }
        }
        return texts
    }
}

/// A program whose file is open for writing cannot be started (ETXTBSY). One that was just written is for a moment, where
/// another child was forked meanwhile and has not come to its exec.
enum BusyFile {
    /// Starts a program, again while its file is busy, for half a second at most.
    ///
    /// - Parameter start: gives the errno, 0 where it has started.
    static func retrying(_ start: () -> Int32) -> Int32 {
        var code = start()
        for _ in 0..<100 where code == ETXTBSY {
            usleep(5000)
            code = start()
        }
        return code
    }
}
