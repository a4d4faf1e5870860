import Modules
import System

/// A connection whose modules run in an agent on the host, or where none can be placed on the controller over a shell
/// there; the same for every transport.
actor HostConnection: Connection {
    /// Gives the transport that stands, or opens it.
    typealias TransportSource = @Sendable () async throws(ConnectionError) -> any Transport

    private let source: TransportSource
    private let modules: ModuleRegistry
    private let become: Become?
    private let note: @Sendable (String) -> Void
    /// Where no agent could be placed once none is tried again.
    private var placesAgent: Bool
    private var client: (any ModuleClient)?
    private var opening: Task<Result<any ModuleClient, ConnectionError>, Never>?

    init(
        modules: ModuleRegistry, become: Become?, placesAgent: Bool = true,
        note: @escaping @Sendable (String) -> Void = { _ in }, _ source: @escaping TransportSource
    ) {
        self.modules = modules
        self.become = become
        self.placesAgent = placesAgent
        self.note = note
        self.source = source
    }

    func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse {
        try await run([request])[0].get()
    }

    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var answers: [Result<TaskResponse, ConnectionError>] = []
        while answers.count < requests.count {
            let client: any ModuleClient
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

    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        try await open().fetch(path, limit: limit, to: sink)
    }

    func close() async {
        let client = client
        self.client = nil
        await client?.close()
    }

    /// Waits for background jobs that the controller still runs.
    func settle() async { await client?.settle() }

    /// Ends the agent, so that nothing runs as its user any more when this returns.
    func leave() async {
        let client = client
        self.client = nil
        await client?.leave()
    }

    /// The agent that runs, or a new one; whoever comes while one is being started waits for that one.
    private func open() async throws(ConnectionError) -> any ModuleClient {
        if let client, await client.end == nil { return client }
        if let opening { return try await opening.value.get() }
        let task = Task { await launch() }
        opening = task
        let result = await task.value
        opening = nil
        client = try? result.get()
        return try result.get()
    }

    private func launch() async -> Result<any ModuleClient, ConnectionError> {
        do throws(ConnectionError) {
            return .success(try await land())
        } catch  where error.kind == .agent && placesAgent {
            placesAgent = false
            tell(error.message)
            return await launch()
        } catch {
            return .failure(error)
        }
    }

    private func land() async throws(ConnectionError) -> any ModuleClient {
        var launch = AgentLaunch(try await source(), become: become, placesAgent: placesAgent)
        switch try await launch.start() {
        case .agent(let channel, let hello, let decoder):
            let client = AgentClient(channel, decoder: decoder)
            await client.start()
            return TieredClient(client, hello, ControllerModules(modules))
        case .shell(let channel, let received, let reason):
            if placesAgent { tell(reason) }
            placesAgent = false
            let session = try await ShellSession.start(channel, received, shells)
            return ShellClient(ControllerModules(modules), session)
        }
    }

    private func tell(_ reason: String) {
        note("No agent runs on the host, but a shell, which is slower: \(reason)")
    }

    /// Further shells as the same user.
    private var shells: ShellSession.Opener {
        { [source, become] () async throws(ConnectionError) in
            var launch = AgentLaunch(try await source(), become: become, placesAgent: false)
            guard case .shell(let channel, let received, _) = try await launch.start() else {
                throw ConnectionError(.agent, "no shell was started")
            }
            return (channel, received)
        }
    }
}
