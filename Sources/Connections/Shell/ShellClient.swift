import System
import Values

/// Runs requests' modules on this machine, on a ``ShellSystem``; one after the other, as an agent does.
actor ShellClient: ModuleClient {
    private let modules: ControllerModules
    private let session: ShellSession
    private let turnstile = Turnstile()
    private var jobs: [Task<Void, Never>] = []

    init(_ modules: ControllerModules, _ session: ShellSession) {
        self.modules = modules
        self.session = session
    }

    /// A program is ended from a second shell, which has to be opened.
    nonisolated var grace: Double { 2 }

    var end: ConnectionError? { get async { await session.end } }

    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        await turnstile.enter()
        var answers: [Result<TaskResponse, ConnectionError>] = []
        for request in requests { answers.append(await run(request)) }
        await turnstile.leave()
        return answers
    }

    private func run(_ request: TaskRequest) async -> Result<TaskResponse, ConnectionError> {
        if let end = await session.end { return .failure(end) }
        if Task.isCancelled { return .success(.failure("cancelled")) }
        let result = await request.job == nil ? Self.result(of: request, modules, on: session) : begin(request)
        if result["failed"] == true, let end = await session.end { return .failure(end) }
        return .success(TaskResponse(result: result))
    }

    private static func result(
        of given: TaskRequest, _ modules: ControllerModules, on session: ShellSession
    ) async -> Dict {
        let request: TaskRequest
        do { request = try await LonePythonModule(request: given).alone() } catch {
            return TaskResponse.failure("the module's code could not be read: \(error)").result
        }
        return await modules.result(
            of: request, on: ShellSystem(session, environment: request.environment), directory: session.directory)
    }

    /// Starts a job on a shell of its own. This machine runs its module, so that it stays until all jobs have ended.
    private func begin(_ request: TaskRequest) async -> Dict {
        guard let job = request.job else { return [:] }
        do {
            let own = try await session.another(umask: 0o022)
            let started: ControllerJob<ShellSystem>
            do { started = try await ControllerJob.begin(job, on: ShellSystem(own)) } catch {
                await own.close()
                throw error
            }
            var request = request
            request.job = nil
            let work = request
            let modules = modules
            jobs.append(
                Task {
                    await started.finish { await Self.result(of: work, modules, on: own) }
                    await own.close()
                })
            return started.answer
        } catch {
            return TaskResponse.failure("could not start the job: \(error)").result
        }
    }

    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        let file = ShellText.path(path)
        // Of a pipe only the last status counts, so that what is wrong with the file has to show before.
        let body = "head -c 1 \(file) >/dev/null && head -c \(limit) \(file)"
        do throws(SystemError) {
            let reply = try await session.call(body, piece: sink)
            guard reply.status == 0 else { throw ShellError.error(reply.error, "read \(path)") }
        } catch {
            throw await session.end ?? ConnectionError(.unsupported, error.description)
        }
    }

    func close() async {
        for job in jobs { job.cancel() }
        await session.close()
    }

    func settle() async { for job in jobs { await job.value } }

    func leave() async { await session.close() }
}
