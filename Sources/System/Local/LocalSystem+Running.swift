import Glibc

extension LocalSystem {
    public func run(_ command: Command) async throws(SystemError) -> CommandResult {
        guard let name = command.arguments.first, !name.isEmpty else { throw SystemError(errno: ENOENT, "run ''") }
        let variables = variables.merging(command.environment) { $1 }
        guard let path = find(name, in: variables["PATH"]) else { throw SystemError(errno: ENOENT, "run \(name)") }
        if command.detached {
            try startDetached(command, variables)
            return CommandResult(status: 0, output: [], error: [])
        }
        let child = try ChildProcess(
            path, command.arguments, environment: variables, directory: command.directory, umask: command.umask,
            hasInput: !command.input.isEmpty, isKept: true)
        let result = await withTaskCancellationHandler {
            child.communicate(
                command.input, timeout: command.timeout, tap: OutputTap.current, isText: command.isText)
        } onCancel: {
            child.kill()
        }
        guard !Task.isCancelled else {
            throw SystemError(code: ECANCELED, operation: "run \(name)", reason: "cancelled")
        }
        return result
    }

    public func which(_ program: String, extra: [String]) async throws(SystemError) -> String? {
        find(program, in: (extra + [variables["PATH"] ?? ""]).joined(separator: ":"))
    }

    /// A shell in a session of its own starts it in the background and ends, so that init adopts it.
    private func startDetached(_ command: Command, _ variables: [String: String]) throws(SystemError) {
        let null = try Descriptor(open: "/dev/null", O_RDWR)
        let program = ProgramStart(
            path: "/bin/sh", arguments: ["/bin/sh", "-c", "\"$@\" &", "sh"] + command.arguments,
            environment: variables, directory: command.directory, umask: command.umask,
            descriptors: (null.number, null.number, null.number), isSession: true)
        let pid = try program.start()
        _ = retrying { waitpid(pid, nil, 0) }
    }

    func find(_ program: String, in path: String?) -> String? {
        if program.contains("/") { return program }
        for directory in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
            let candidate = "\(directory)/\(program)"
            var status = stat()
            if stat(candidate, &status) == 0, FileInfo(status).kind == .file, access(candidate, X_OK) == 0 {
                return candidate
            }
        }
        return nil
    }
}
