#if canImport(Glibc)
    import Glibc
#endif

/// Runs a program that prints a password. It may talk to the user: it keeps the terminal.
enum PasswordProgram {
    struct Failure: Error { let code: Int32 }

    struct Result {
        /// The exit status, or minus the signal that ended it.
        var status: Int32
        var output: [UInt8]
        var errors: [UInt8]
    }

    private static let limit = 1 << 20

    /// Throws where it cannot be started. Errors go where ours go, unless they are captured.
    static func run(_ arguments: [String], capturesErrors: Bool) throws(Failure) -> Result {
        let output = try pipe()
        let errors = capturesErrors ? try pipe() : nil
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        if let errors { posix_spawn_file_actions_adddup2(&actions, errors.write, 2) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        let code = posix_spawn(&process, arguments[0], &actions, nil, &words, environ)
        close(output.write)
        if let errors { close(errors.write) }
        defer {
            close(output.read)
            if let errors { close(errors.read) }
        }
        guard code == 0 else { throw Failure(code: code) }
        let (text, complaint) = drain(output.read, errors?.read)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Result(status: signal == 0 ? status >> 8 & 0xFF : -signal, output: text, errors: complaint)
    }

    private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw Failure(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Reads both to their ends, whichever has something first.
    private static func drain(_ output: Int32, _ errors: Int32?) -> ([UInt8], [UInt8]) {
        var results: [[UInt8]] = [[], []]
        var polled = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        polled.append(pollfd(fd: errors ?? -1, events: Int16(POLLIN), revents: 0))
        while polled.contains(where: { $0.fd >= 0 }) {
            if poll(&polled, 2, -1) < 0, errno != EINTR { break }
            for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                let bytes = readSome(polled[index].fd)
                if let bytes, !bytes.isEmpty, results[index].count < limit {
                    results[index] += bytes
                } else if bytes?.isEmpty != false {
                    polled[index].fd = -1
                }
            }
        }
        return (results[0], results[1])
    }

    private static func readSome(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count >= 0 { return Array(buffer.prefix(count)) }
            if errno != EINTR { return nil }
        }
    }

    /// All that can be read from `descriptor`; nil where reading fails or there is more than `limit`.
    static func readAll(_ descriptor: Int32, limit: Int) -> [UInt8]? {
        var content: [UInt8] = []
        while content.count <= limit {
            guard let bytes = readSome(descriptor) else { return nil }
            if bytes.isEmpty { return content }
            content += bytes
        }
        return nil
    }
}
