import Glibc
import Loading

extension LocalProgram {
    /// What a program said and how it ended.
    struct Captured {
        let status: Int
        let output: [UInt8]
        let errors: [UInt8]
    }

    /// Runs a program of the search path with what it reads; nil where it cannot start.
    static func capture(
        _ arguments: [String], in directory: String, _ environment: [String: String], input: [UInt8] = []
    ) -> Captured? {
        guard let program = path(of: arguments[0], environment), let streams = Streams() else { return nil }
        let process = spawn([program] + arguments.dropFirst(), directory, environment, streams.programs)
        streams.closePrograms()
        defer { streams.closeOwn() }
        guard process > 0 else { return nil }
        let (output, errors) = streams.exchange(input)
        return Captured(status: status(of: process), output: output, errors: errors)
    }

    private static func path(of name: String, _ environment: [String: String]) -> String? {
        if name.contains("/") { return name }
        let directories = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return directories.lazy.map { "\($0)/\(name)" }.first(where: LocalFile.isExecutable)
    }

    /// Pipes to a program's standard streams.
    private struct Streams {
        private var pipes: [[Int32]] = []

        init?() {
            for _ in 0..<3 {
                var ends: [Int32] = [-1, -1]
                guard pipe(&ends) == 0 else { return nil }
                for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
                pipes.append(ends)
            }
        }

        var programs: (Int32, Int32, Int32) { (pipes[0][0], pipes[1][1], pipes[2][1]) }

        func closePrograms() {
            for descriptor in [programs.0, programs.1, programs.2] { close(descriptor) }
        }

        func closeOwn() {
            for descriptor in [pipes[1][0], pipes[2][0]] { close(descriptor) }
        }

        /// Writes all of `input` and reads both outputs to their ends, whichever is possible first.
        func exchange(_ input: [UInt8]) -> (output: [UInt8], errors: [UInt8]) {
            let writing = pipes[0][1]
            _ = fcntl(writing, F_SETFL, fcntl(writing, F_GETFL) | O_NONBLOCK)
            var rest = input[...], texts: [[UInt8]] = [[], []], isOpen = [true, true], isWriting = true
            var buffer = [UInt8](repeating: 0, count: 65_536)
            func finish() {
                if isWriting { close(writing) }
                isWriting = false
            }
            while isOpen.contains(true) {
                if rest.isEmpty { finish() }
                var waits = [
                    pollfd(fd: isWriting ? writing : -1, events: Int16(POLLOUT), revents: 0),
                    pollfd(fd: isOpen[0] ? pipes[1][0] : -1, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: isOpen[1] ? pipes[2][0] : -1, events: Int16(POLLIN), revents: 0),
                ]
                guard poll(&waits, 3, -1) >= 0 || errno == EINTR else { break }
                if waits[0].revents != 0 {
                    let count = rest.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
                    if count < 0 && errno != EAGAIN && errno != EINTR { finish() }
                    rest = rest.dropFirst(max(0, count))
                }
                for stream in 0..<2 where isOpen[stream] && waits[stream + 1].revents != 0 {
                    let count = read(pipes[stream + 1][0], &buffer, buffer.count)
                    if count > 0 { texts[stream] += buffer[..<count] }
                    if count == 0 || count < 0 && errno != EINTR { isOpen[stream] = false }
                }
            }
            finish()
            return (texts[0], texts[1])
        }
    }
}
