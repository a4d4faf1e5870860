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
    private let shell: String
    private let note: @Sendable (String) -> Void
    /// How many seconds each step of a start may take.
    private let startLimit: Double
    /// Where no agent could be placed once none is tried again.
    private var placesAgent: Bool
    private var client: (any ModuleClient)?
    private var opening: Task<Result<any ModuleClient, ConnectionError>, Never>?

    init(
        modules: ModuleRegistry, become: Become?, shell: String = "/bin/sh", placesAgent: Bool = true,
        startLimit: Double = 60,
        note: @escaping @Sendable (String) -> Void = { _ in }, _ source: @escaping TransportSource
    ) {
        self.modules = modules
        self.become = become
        self.shell = shell
        self.placesAgent = placesAgent
        self.startLimit = startLimit
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
            let rest = Array(requests.dropFirst(answers.count))
            let start = answers.count
            let work = Task { await AnswerWatch.shifted(by: start) { await client.run(rest) } }
            guard let given = await LimitedWait.value(of: work, grace: client.grace) else {
                giveUp(client)
                return answers + rest.map { _ in .failure(.cancelled) }
            }
            for answer in given {
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
        let (source, become) = (source, become)
        let work = Task {
            await Result.catching { () async throws(ConnectionError) in
                let transport = try await source()
                if let become { return try await RawLaunch(transport, become: become).run(command) }
                let channel = try await transport.open(command)
                await channel.closeInput()
                return try await channel.collect()
            }
        }
        guard let result = await LimitedWait.value(of: work) else { throw .cancelled }
        return try result.get()
    }

    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        let client = try await open()
        let work = Task {
            await Result.catching { () async throws(ConnectionError) in
                try await client.fetch(path, limit: limit, to: sink)
            }
        }
        guard let result = await LimitedWait.value(of: work) else {
            giveUp(client)
            throw .cancelled
        }
        try result.get()
    }

    /// Ends what did not end when it was told to, without waiting for it; the next request gets another.
    private func giveUp(_ client: any ModuleClient) {
        self.client = nil
        Task { await client.close() }
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

    /// The agent that runs, or a new one; callers that come while one is being started wait for that one.
    private func open() async throws(ConnectionError) -> any ModuleClient {
        if let client, await client.end == nil { return client }
        let task =
            opening
            ?? Task {
                let result = await launch(isLast: false)
                opening = nil
                client = try? result.get()
                return result
            }
        opening = task
        // Others may wait for the same start, which goes on for them.
        let waiting = Task { await task.value }
        guard let result = await LimitedWait.value(of: waiting) else { throw .cancelled }
        return try result.get()
    }

    private func launch(isLast: Bool) async -> Result<any ModuleClient, ConnectionError> {
        do throws(ConnectionError) {
            return .success(try await land())
        } catch  where error.kind == .agentDamaged && placesAgent && !isLast {
            AgentImage.forget()
            return await launch(isLast: true)
        } catch  where [.agent, .agentDamaged].contains(error.kind) && placesAgent {
            placesAgent = false
            tell(error.message)
            return await launch(isLast: true)
        } catch {
            return .failure(error)
        }
    }

    private func land() async throws(ConnectionError) -> any ModuleClient {
        var launch = AgentLaunch(
            try await source(), become: become, shell: shell, placesAgent: placesAgent, limit: startLimit)
        switch try await launch.start() {
        case .agent(let channel, let hello, let decoder):
            let client = AgentClient(channel, decoder: decoder)
            await client.start()
            return TieredClient(client, hello, ControllerModules(modules))
        case .shell(let channel, let received, let reason):
            if placesAgent { tell(reason) }
            placesAgent = false
            let session = try await ShellSession.start(channel, received, limit: startLimit, shells)
            return ShellClient(ControllerModules(modules), session)
        }
    }

    private func tell(_ reason: String) {
        note("No agent runs on the host, but a shell, which is slower: \(reason)")
    }

    /// Further shells as the same user.
    private var shells: ShellSession.Opener {
        { [source, become, shell, startLimit] () async throws(ConnectionError) in
            var launch = AgentLaunch(
                try await source(), become: become, shell: shell, placesAgent: false, limit: startLimit)
            guard case .shell(let channel, let received, _) = try await launch.start() else {
                throw ConnectionError(.agent, "no shell was started")
            }
            return (channel, received)
        }
    }
}
