/// A program on this machine with pipes to it, for callers that must not block.
public struct PipedProgram: Sendable {
    private let child: ChildProcess

    /// Looks the program up in PATH and starts it in a process group of its own; `environment` is added to this
    /// process's.
    public static func start(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws(SystemError) -> PipedProgram {
        let system = LocalSystem(environment: environment)
        guard let name = arguments.first, let path = try await system.which(name, extra: []) else {
            throw SystemError(errno: 2, "run \(arguments.first ?? "")")
        }
        return PipedProgram(
            child: try ChildProcess(path, arguments, environment: system.variables, hasInput: true))
    }

    /// Starts the program at `path` at once.
    public init(starting path: String, _ arguments: [String], environment: [String: String]) throws(SystemError) {
        child = try ChildProcess(path, [path] + arguments, environment: environment, hasInput: true)
    }

    /// A program that runs already, in a session of its own; the descriptors become this one's to close.
    public init(running pid: Int32, input: Int32, output: Int32, error: Int32) {
        child = ChildProcess(running: pid, input: input, output: output, error: error)
    }

    private init(child: ChildProcess) { self.child = child }

    public var pid: Int32 { child.pid }
    /// The pipes' descriptors, none of which blocks.
    public var input: Int32 { child.input }
    public var output: Int32 { child.output }
    public var error: Int32 { child.error }

    public func closeInput() { child.closeInput() }
    public func kill() { child.kill() }

    /// Feeds `bytes`, drains the pipes and waits for the end; `timeout` seconds at most, after which it is killed.
    public func communicate(_ bytes: [UInt8] = [], timeout: Double? = nil) -> CommandResult {
        child.communicate(bytes, timeout: timeout)
    }

    /// Blocks until it has ended; gives the exit status or minus the signal's number.
    public func waitForEnd() -> Int32? { child.reap(blocking: true) }
}
