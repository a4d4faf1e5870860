import Glibc

/// What a program printed and how it ended.
struct ProgramOutput {
    let output: String
    let errors: String
    /// Its exit code; minus the signal's number where one ended it.
    let status: Int

    /// Runs the program to its end; nil where it cannot be started.
    init?(_ path: String, _ arguments: [String]) {
        guard let out = Self.pipe() else { return nil }
        guard let err = Self.pipe() else {
            out.forEach { close($0) }
            return nil
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, out[1], 1)
        posix_spawn_file_actions_adddup2(&actions, err[1], 2)
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let isStarted = posix_spawn(&process, path, &actions, nil, &words, environ) == 0
        close(out[1])
        close(err[1])
        let texts = isStarted ? Self.drain(out[0], err[0]) : ([], [])
        close(out[0])
        close(err[0])
        guard isStarted else { return nil }
        var ended: Int32 = 0
        while waitpid(process, &ended, 0) < 0, errno == EINTR {}
        output = String(decoding: texts.0, as: UTF8.self)
        errors = String(decoding: texts.1, as: UTF8.self)
        let signal = ended & 0x7f
        status = signal == 0 ? Int(ended >> 8) & 0xff : -Int(signal)
    }

    /// The two ends of a pipe, neither of which a program that is started inherits.
    private static func pipe() -> [Int32]? {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return ends
    }

    /// Reads both pipes to their ends, whichever has something.
    private static func drain(_ out: Int32, _ err: Int32) -> ([UInt8], [UInt8]) {
        var texts: [[UInt8]] = [[], []]
        var polled = [out, err].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while polled.contains(where: { $0.fd >= 0 }) {
            if poll(&polled, 2, -1) < 0, errno != EINTR { break }
            for index in polled.indices where polled[index].fd >= 0 && polled[index].revents != 0 {
                let count = read(polled[index].fd, &buffer, buffer.count)
                if count > 0 {
                    texts[index] += buffer[..<count]
                } else if count == 0 || errno != EINTR {
                    polled[index].fd = -1
                }
            }
        }
        return (texts[0], texts[1])
    }
}
