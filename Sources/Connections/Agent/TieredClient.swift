import System
import Values

/// Runs the modules that the agent holds in the agent, and all others on this machine on the host's ``System`` by the
/// agent.
actor TieredClient: ModuleClient {
    private let agent: AgentClient
    private let hello: AgentHello
    private let modules: ControllerModules
    private var jobs: [Task<Void, Never>] = []

    init(_ agent: AgentClient, _ hello: AgentHello, _ modules: ControllerModules) {
        self.agent = agent
        self.hello = hello
        self.modules = modules
    }

    /// A module on this machine is between two calls most of the time.
    nonisolated var grace: Double { LimitedWait.afterCancellation }

    var end: ConnectionError? { get async { await agent.end } }

    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var answers: [Result<TaskResponse, ConnectionError>] = []
        while answers.count < requests.count {
            let rest = requests.dropFirst(answers.count)
            let near = rest.prefix(while: isHeld)
            if near.isEmpty {
                answers.append(await runHere(rest[rest.startIndex]))
            } else {
                let agent = agent
                answers += await AnswerWatch.shifted(by: answers.count) { await agent.run(Array(near)) }
            }
            if case .failure? = answers.last { break }
        }
        // Without an agent nothing that comes after has begun.
        if answers.count < requests.count, let end = await agent.end {
            answers += requests.dropFirst(answers.count).map { _ in .failure(end) }
        }
        return answers
    }

    private func isHeld(_ request: TaskRequest) -> Bool {
        request.foreign != nil || hello.modules.contains(request.module)
    }

    private func runHere(_ request: TaskRequest) async -> Result<TaskResponse, ConnectionError> {
        if let end = await agent.end { return .failure(end) }
        if Task.isCancelled { return .success(.failure("cancelled")) }
        let system = RemoteSystem(agent, environment: request.environment)
        let start = Clock.monotonic
        let result =
            await request.job == nil
            ? modules.result(of: request, on: system, directory: hello.directory) : begin(request, system)
        if result["failed"] == true, let end = await agent.end { return .failure(end) }
        return .success(TaskResponse(result: result, seconds: Clock.monotonic - start))
    }

    /// Starts a job whose module runs here, so that this machine stays until it has ended.
    private func begin(_ request: TaskRequest, _ system: RemoteSystem) async -> Dict {
        guard let job = request.job else { return [:] }
        do {
            let started = try await ControllerJob.begin(job, on: RemoteSystem(agent))
            var work = request
            work.job = nil
            let (modules, directory) = (modules, hello.directory)
            jobs.append(
                Task { [work] in
                    await started.finish { await modules.result(of: work, on: system, directory: directory) }
                })
            return started.answer
        } catch {
            return TaskResponse.failure("could not start the job: \(error)").result
        }
    }

    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        try await agent.fetch(path, limit: limit, to: sink)
    }

    func close() async {
        for job in jobs { job.cancel() }
        await agent.close()
    }

    func settle() async { for job in jobs { await job.value } }

    func leave() async { await agent.leave() }
}
