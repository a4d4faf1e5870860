public import System

/// Takes the pieces of a file, one after the other.
public typealias FileSink = @Sendable (_ piece: [UInt8]) async throws(SystemError) -> Void

/// A way to one host as one user: modules run there, files come from there.
public protocol Connection: Sendable {
    /// Runs one module to its end. Cancelling the task ends the module and what it runs.
    func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse
    /// Runs modules one after the other, all requests sent at once; the answers stand in the requests' order.
    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>]
    /// Runs a command line by the login shell there, without an agent.
    func raw(_ command: String) async throws(ConnectionError) -> CommandResult
    /// Hands the first `limit` bytes of a file there to `sink`, piece by piece, in order; no more is read than it takes.
    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError)
    /// Ends it and what runs through it. It opens again when it is used again.
    func close() async
}
