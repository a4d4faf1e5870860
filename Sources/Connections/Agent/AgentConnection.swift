import System

/// A connection whose modules run in an agent on the host; the same for every transport.
actor AgentConnection: Connection {
    /// Gives the transport that stands, or opens it.
    typealias TransportSource = @Sendable () async throws(ConnectionError) -> any Transport

    private let source: TransportSource
    private let become: Become?
    private var client: AgentClient?
    private var opening: Task<Result<AgentClient, ConnectionError>, Never>?

    init(become: Become?, _ source: @escaping TransportSource) {
        self.become = become
        self.source = source
    }

    func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse {
        try await run([request])[0].get()
    }

    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var answers: [Result<TaskResponse, ConnectionError>] = []
        while answers.count < requests.count {
            let client: AgentClient
            do throws(ConnectionError) { client = try await open() } catch {
                return answers + requests.dropFirst(answers.count).map { _ in .failure(error) }
            }
            for answer in await client.run(Array(requests.dropFirst(answers.count))) {
                if case .failure(let error) = answer, error.kind == .agentEnded {
                    // Requests run in order: the first without an answer was running, those after it had not begun
                    // and are sent to the next agent.
                    answers.append(.success(.failure("MODULE FAILURE: \(error.message)")))
                    break
                }
                answers.append(answer)
            }
        }
        return answers
    }

    func raw(_ command: String) async throws(ConnectionError) -> CommandResult {
        let transport = try await source()
        guard let become else {
            let channel = try await transport.open(command)
            await channel.closeInput()
            return try await channel.collect()
        }
        return try await RawLaunch(transport, become: become).run(command)
    }

    func fetch(_ path: String) async throws(ConnectionError) -> [UInt8] {
        let client = try await open()
        do {
            var bytes: [UInt8] = []
            for try await piece in await client.fetch(path) { bytes += piece }
            return bytes
        } catch let error as ConnectionError {
            throw error
        } catch {
            throw ConnectionError(.unsupported, "\(error)")
        }
    }

    func close() async {
        let client = client
        self.client = nil
        await client?.close()
    }

    /// Ends the agent, so that nothing runs as its user any more when this returns.
    func leave() async {
        let client = client
        self.client = nil
        await client?.leave()
    }

    /// The agent that runs, or a new one; whoever comes while one is being started waits for that one.
    private func open() async throws(ConnectionError) -> AgentClient {
        if let client, await client.end == nil { return client }
        if let opening { return try await opening.value.get() }
        let task = Task { await launch() }
        opening = task
        let result = await task.value
        opening = nil
        client = try? result.get()
        return try result.get()
    }

    private func launch() async -> Result<AgentClient, ConnectionError> {
        do throws(ConnectionError) {
            var launch = AgentLaunch(try await source(), become: become)
            let (channel, decoder) = try await launch.start()
            let client = AgentClient(channel, decoder: decoder)
            await client.start()
            return .success(client)
        } catch {
            return .failure(error)
        }
    }
}
