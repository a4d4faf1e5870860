import Glibc

/// A program that a command runs and waits for; it keeps the terminal.
struct Program {
    var words: [String]
    var directory: String?
    /// Where its standard output goes; nil takes it up.
    var output: Int32?
    /// What it reads; nil for our own standard input.
    var input: Bytes?

    struct Result {
        /// Its exit status; minus the signal that ended it.
        var status: Int32
        /// What it printed, where that was taken up.
        var output: Bytes
    }

    init(_ words: [String], in directory: String? = nil, output: Int32? = STDOUT_FILENO, input: Bytes? = nil) {
        self.words = words
        self.directory = directory
        self.output = output
        self.input = input
    }

    /// The path of this program itself.
    static var own: String {
        guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
        defer { free(path) }
        return String(cString: path)
    }

    /// Runs it to its end; nil where it cannot be started, with `errno` saying why.
    func run() -> Result? {
        let printed = output == nil ? Self.pipe() : nil
        let fed = input == nil ? nil : Self.pipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let fed { posix_spawn_file_actions_adddup2(&actions, fed.read, STDIN_FILENO) }
        posix_spawn_file_actions_adddup2(&actions, output ?? printed?.write ?? STDOUT_FILENO, STDOUT_FILENO)
        // A directory of its own is entered by a shell, which then becomes the program.
        let entering = directory.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
        var arguments: [UnsafeMutablePointer<CChar>?] = (entering + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let code = posix_spawnp(&process, (entering + words)[0], &actions, nil, &arguments, environ)
        if let printed { close(printed.write) }
        if let fed { close(fed.read) }
        if let fed, let input {
            if code == 0 { _ = input.write(to: fed.write) }
            close(fed.write)
        }
        defer { if let printed { close(printed.read) } }
        guard code == 0 else {
            errno = code
            return nil
        }
        let text = printed.flatMap { Bytes.rest(of: $0.read) } ?? []
        var state: Int32 = 0
        while waitpid(process, &state, 0) < 0, errno == EINTR {}
        let signal = state & 0x7F
        return Result(status: signal == 0 ? state >> 8 & 0xFF : -signal, output: text)
    }

    /// The two ends of a pipe, neither of which a program that is started inherits.
    private static func pipe() -> (read: Int32, write: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}
