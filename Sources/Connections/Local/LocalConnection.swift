import Modules
import System

/// This machine as this user: modules run in this process, on threads of their own.
struct LocalConnection: Connection {
    private let server: ModuleServer

    init(_ modules: ModuleRegistry) {
        server = ModuleServer(modules, temporaryDirectory: AgentImage.cacheDirectory ?? "/tmp")
    }

    func run(_ request: TaskRequest) async throws(ConnectionError) -> TaskResponse {
        let server = server
        // This program ends with the run; a job needs one that stays.
        let agent = request.job == nil ? nil : try await AgentImage.find().path
        let begin = Clock.monotonic
        let task = OutputTap.$current.withValue(request.tap) {
            Task(executorPreference: BlockingPool.shared) {
                if let agent {
                    return await JobLauncher(program: agent).start(
                        request, contents: LocalContentStore(request.contents))
                }
                return await server.result(
                    of: request, contents: LocalContentStore(request.contents),
                    on: LocalSystem(environment: request.environment))
            }
        }
        // A module that blocks in the kernel keeps its thread; nothing waits for it.
        guard let result = await LimitedWait.value(of: task) else { throw .cancelled }
        return TaskResponse(result: result, seconds: Clock.monotonic - begin)
    }

    func run(_ requests: [TaskRequest]) async -> [Result<TaskResponse, ConnectionError>] {
        var answers: [Result<TaskResponse, ConnectionError>] = []
        for request in requests {
            do throws(ConnectionError) { answers.append(.success(try await run(request))) } catch {
                answers.append(.failure(error))
            }
        }
        return answers
    }

    func raw(_ command: String) async throws(ConnectionError) -> CommandResult {
        try await Self.blocking { () async throws(SystemError) in try await LocalSystem().run(.shell(command)) }
    }

    func fetch(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        try await Self.send(path, limit: limit, to: sink)
    }

    /// Hands the first `limit` bytes of a file of this machine to `sink`, piece by piece.
    static func send(_ path: String, limit: Int, to sink: @escaping FileSink) async throws(ConnectionError) {
        let size = 1 << 20
        var offset = 0
        while offset < limit {
            let start = offset
            let piece = try await Self.blocking { () async throws(SystemError) in
                try await LocalSystem().read(path, from: start, length: min(size, limit - start))
            }
            if piece.isEmpty { return }
            offset += piece.count
            do throws(SystemError) { try await sink(piece) } catch {
                throw ConnectionError(.unsupported, error.description)
            }
        }
    }

    func close() async {}

    private static func blocking<R: Sendable>(
        _ work: @escaping @Sendable () async throws(SystemError) -> R
    ) async throws(ConnectionError) -> R {
        let task = Task(executorPreference: BlockingPool.shared) { () async -> Result<R, SystemError> in
            do throws(SystemError) { return .success(try await work()) } catch { return .failure(error) }
        }
        switch await task.value {
        case .success(let value): return value
        case .failure(let error): throw ConnectionError(.unsupported, error.description)
        }
    }
}
