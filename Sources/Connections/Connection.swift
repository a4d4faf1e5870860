public import System

/// A way to one host as one user: modules run there, files come from there.
public protocol Connection: Sendable {
    /// Runs one module to its end. Cancelling the task ends the module and what it runs.
    func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse
    /// Runs modules one after the other, all requests sent at once; the answers stand in the requests' order.
    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>]
    /// Runs a command line by the login shell there, without an agent.
    func raw(_ command: String) async throws(ConnectionError) -> CommandResult
    /// The content of a file there.
    func fetch(_ path: String) async throws(ConnectionError) -> [UInt8]
    /// Ends it and what runs through it. It opens again when it is used again.
    func close() async
}
