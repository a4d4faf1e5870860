import Glibc
public import System
import Values

/// Runs modules on a ``CommandHost``: each by one command, which finds the agent on the host and hands it the request.
///
/// The request goes by the command's input, or where that takes none by a file. The agent is placed when the first
/// command does not find it, and stays for later runs.
public actor CommandConnection: Connection {
    private let host: any CommandHost
    /// The parent of this connection's directory of files on the controller.
    private let temporary: String
    private let turnstile = Turnstile()
    private var localDirectory: String?
    private var remoteDirectory: String?

    /// - Parameter temporary: a directory of the controller for files on their way; it is made if need be.
    public init(_ host: any CommandHost, temporary: String) {
        self.host = host
        self.temporary = temporary
    }

    public func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse {
        await turnstile.enter()
        let result = await Result.catching { () async throws(ConnectionError) in try await perform(request) }
        await turnstile.leave()
        return try result.get()
    }

    public func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var answers: [Result<TaskResponse, ConnectionError>] = []
        for request in requests {
            answers.append(
                await Result.catching { () async throws(ConnectionError) in try await run(request) })
        }
        return answers
    }

    public func raw(_ command: String) async throws(ConnectionError) -> CommandResult {
        try await host.execute(command, input: nil, isWrapped: false, becomes: true)
    }

    public func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        let file = "\(try directory())/fetched-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        defer { unlink(file) }
        try await host.fetch(path, to: file)
        try await LocalConnection.send(file, limit: limit, to: sink)
    }

    public func close() async {
        if let remoteDirectory, !host.isLocal {
            _ = try? await host.execute(
                "rm -rf \(ShellQuote.quoted(remoteDirectory))", input: nil, isWrapped: true, becomes: false)
        }
        remoteDirectory = nil
        if let localDirectory { try? await LocalSystem().remove(localDirectory, recursive: true) }
        localDirectory = nil
        await host.close()
    }

    // MARK: One request

    private func perform(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse {
        try await host.prepare()
        let frames: [UInt8]
        do { frames = try await request.frames(LocalContentStore(request.contents)) } catch {
            return .failure("the task cannot be sent: \(error)")
        }
        var image = try await AgentImage.find()
        var answer = try await execute(frames, image, agent: nil)
        if case .missing(let architecture) = answer {
            image = try await AgentImage.find(architecture: architecture)
            let staged = try await stage(file: image.path, as: "agent")
            answer = try await execute(frames, image, agent: staged)
        }
        switch answer {
        case .response(let response): return response
        case .missing: throw ConnectionError(.agent, "no directory on the host where the agent can be kept and run")
        }
    }

    private enum Answer {
        case response(TaskResponse)
        /// There is no agent for a machine of this architecture.
        case missing(String)
    }

    private func execute(
        _ frames: [UInt8], _ image: AgentImage, agent: String?
    ) async throws(ConnectionError) -> Answer {
        let script = AgentCommand(
            digest: image.digest, request: host.takesInput ? nil : try await stage(frames), agent: agent)
        let result = try await host.execute(
            script.text, input: host.takesInput ? frames : nil, isWrapped: true, becomes: true)
        switch script.answer(in: result.text) {
        case .result(let dict): return .response(TaskResponse(result: dict))
        case .missing(let architecture): return .missing(architecture)
        case nil: return .response(Self.response(of: result))
        }
    }

    /// What stands in for the agent's answer where something else gave one.
    private static func response(of result: CommandResult) -> TaskResponse {
        let text = result.text
        if let start = text.firstIndex(of: "{"), let dict = (try? JSON.parse(String(text[start...])))?.mapping {
            return TaskResponse(result: dict)
        }
        return TaskResponse(result: [
            "failed": true, "changed": false, "rc": .int(Int(result.status)), "module_stdout": .string(text),
            "module_stderr": .string(result.errorText),
            "msg": "MODULE FAILURE: No start of json char found\nSee stdout/stderr for the exact error",
        ])
    }

    // MARK: Files on their way

    private func stage(_ bytes: [UInt8]) async throws(ConnectionError) -> String {
        let file = "\(try directory())/source"
        do { try await LocalSystem().write(file, bytes, mode: 0o600, append: false) } catch {
            throw ConnectionError(.unsupported, error.description)
        }
        return try await stage(file: file, as: "request")
    }

    /// Puts a file into the private directory on the host, where the other user may read it.
    private func stage(file: String, as name: String) async throws(ConnectionError) -> String {
        let directory = try await privateDirectory()
        let path = "\(directory)/\(name)"
        try await host.put(file, to: path)
        if let user = host.otherUser, user != "root", !host.isLocal {
            let words = [directory, path].map(ShellQuote.quoted)
            let name = ShellQuote.quoted("u:\(user):rx")
            let result = try await host.execute(
                "setfacl -m \(name) \(words[0]) \(words[1])", input: nil, isWrapped: true, becomes: false)
            guard result.succeeded else {
                throw ConnectionError(
                    .agent,
                    "Failed to set permissions on the temporary files Ansible needs to create when becoming an "
                        + "unprivileged user (rc: \(result.status), err: \(result.errorText)}). For information on "
                        + "working around this, see https://docs.ansible.com/ansible-core/2.19/playbook_guide/"
                        + "playbooks_privilege_escalation.html#risks-of-becoming-an-unprivileged-user")
            }
        }
        return path
    }

    private func privateDirectory() async throws(ConnectionError) -> String {
        if let remoteDirectory { return remoteDirectory }
        if host.isLocal {
            let made = try directory()
            remoteDirectory = made
            return made
        }
        let mark = OutputMark.random()
        let script =
            "umask 077; for b in \"${TMPDIR:-/tmp}\" /tmp /var/tmp \"$HOME\"; do mkdir \"$b/.\(mark)\" 2>/dev/null && "
            + "echo \"\(mark) $b/.\(mark)\" && exit 0; done; exit 1"
        let result = try await host.execute(script, input: nil, isWrapped: true, becomes: false)
        let line = result.text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("\(mark) ") }
        guard result.succeeded, let line else {
            throw ConnectionError(
                .connect,
                "Failed to create temporary directory. In some cases, you may have been able to authenticate and did "
                    + "not have permissions on the target directory. The command exited with result \(result.status)"
                    + (result.errorText.isEmpty ? "" : ", stderr output: \(result.errorText)"))
        }
        let made = String(line.dropFirst(mark.count + 1))
        remoteDirectory = made
        return made
    }

    private func directory() throws(ConnectionError) -> String {
        if let localDirectory { return localDirectory }
        var path = ""
        for part in temporary.split(separator: "/") {
            path += "/\(part)"
            mkdir(path, 0o700)
        }
        var template = Array("\(temporary)/ansible-local-\(getpid())XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw ConnectionError(.unsupported, "\(temporary): \(String(cString: strerror(errno)))")
        }
        localDirectory = String(cString: made)
        return String(cString: made)
    }
}
