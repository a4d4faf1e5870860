import Connections
import System
import Values

/// Runs modules that gather facts, one after the other or all at the same time.
struct FactModules {
    let call: ActionCall
    let gatherings: [Gathering]

    /// The modules' results, in their order; `timeout` in seconds is each module's.
    func run(inParallel isParallel: Bool, timeout: Double?) async throws(TaskFailure) -> [TaskResult] {
        guard isParallel else {
            var results: [TaskResult] = []
            for gathering in gatherings { results.append(gathering.finished(try await call.send(gathering.request))) }
            return results
        }
        let dispatch = ModuleDispatch(call: call)
        var prepared: [ModuleDispatch.Prepared] = []
        for gathering in gatherings { prepared.append(try dispatch.prepare(gathering.request)) }
        let connection = try await call.connection()
        let requests = prepared.map(\.request)
        let answers = await withTaskGroup(
            of: (Int, Result<TaskResponse, ConnectionError>).self,
            returning: [Int: Result<TaskResponse, ConnectionError>].self
        ) { group in
            for (index, request) in requests.enumerated() {
                group.addTask { (index, await Self.answer(request, over: connection, timeout: timeout)) }
            }
            var answers: [Int: Result<TaskResponse, ConnectionError>] = [:]
            for await (index, answer) in group { answers[index] = answer }
            return answers
        }
        var results: [TaskResult] = []
        for (index, gathering) in gatherings.enumerated() {
            switch answers[index] {
            case .success(let response):
                results.append(gathering.finished(dispatch.result(of: response.result, to: prepared[index])))
            case .failure(let error): throw TaskFailure(connection: error)
            case nil: throw TaskFailure("The connection ended before the task did")
            }
        }
        return results
    }

    private static func answer(
        _ request: TaskRequest, over connection: any Connection, timeout: Double?
    ) async -> Result<TaskResponse, ConnectionError> {
        await withTaskGroup(
            of: Result<TaskResponse, ConnectionError>.self, returning: Result<TaskResponse, ConnectionError>.self
        ) { group in
            group.addTask {
                do throws(ConnectionError) {
                    return .success(try await connection.run(request))
                } catch {
                    return .failure(error)
                }
            }
            if let timeout, request.arguments["gather_timeout"] == nil {
                group.addTask {
                    try? await Task.sleep(nanoseconds: UInt64(max(0, min(timeout, 1e9)) * 1e9))
                    return .success(.failure("Timeout exceeded"))
                }
            }
            let first = await group.next() ?? .success(.failure("Timeout exceeded"))
            group.cancelAll()
            return first
        }
    }
}
