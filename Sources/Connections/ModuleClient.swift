import System

/// What runs a connection's modules: an agent on the host, or this machine over a shell there.
protocol ModuleClient: Sendable {
    /// How long what was cancelled may take to end in order, in seconds; then the client is given up.
    var grace: Double { get }
    /// Why nothing can be asked any more.
    var end: ConnectionError? { get async }
    /// Runs requests one after the other and gives their answers in order.
    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>]
    /// Hands the first `limit` bytes of a file there to `sink`, piece by piece.
    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError)
    /// Ends it and what it runs.
    func close() async
    /// Waits for what it still does after its answers.
    func settle() async
    /// Lets it end by itself and waits until it has.
    func leave() async
}
