import Connections
import System
import Values

/// Items of a loop whose requests are in flight together: one round trip for all.
extension TaskAttempt {
    /// Runs `attempts` in order and hands over each result, in order too.
    static func executeTogether(
        _ attempts: [TaskAttempt], _ receive: (_ index: Int, _ result: AttemptResult) -> Void
    ) async {
        var flight: [Flight] = []
        for (index, attempt) in attempts.enumerated() {
            switch attempt.prepare() {
            case .finished(let result):
                await land(&flight, attempts, receive)
                receive(index, result)
            case .call(let call, let action):
                do throws(TaskFailure) {
                    switch try await action.plan(call) {
                    case .result(let result):
                        await land(&flight, attempts, receive)
                        var done = attempt.complete(result, call)
                        attempt.finish(&done)
                        receive(index, done)
                    case .request(let request, let finish):
                        let dispatch = ModuleDispatch(call: call)
                        flight.append(
                            Flight(
                                index: index, dispatch: dispatch, prepared: try dispatch.prepare(request),
                                finish: finish))
                    }
                } catch {
                    await land(&flight, attempts, receive)
                    receive(index, attempt.failed(error, call.fields, arguments: call.arguments))
                }
            }
        }
        await land(&flight, attempts, receive)
    }

    /// A request that waits to be sent.
    private struct Flight {
        let index: Int
        let dispatch: ModuleDispatch
        let prepared: ModuleDispatch.Prepared
        let finish: (TaskResult) throws(TaskFailure) -> TaskResult
    }

    /// Sends what has gathered, as long as it goes to one connection, and takes the answers.
    private static func land(
        _ flight: inout [Flight], _ attempts: [TaskAttempt], _ receive: (_ index: Int, _ result: AttemptResult) -> Void
    ) async {
        defer { flight = [] }
        guard let first = flight.first else { return }
        var answers: [Result<TaskResponse, ConnectionError>] = []
        var connecting: TaskFailure?
        let begin = Clock.monotonic
        do throws(TaskFailure) {
            let connection = try await first.dispatch.call.connection()
            answers = await connection.run(flight.map(\.prepared.request))
        } catch {
            connecting = error
        }
        let ran = answers.reduce(0) { $0 + ((try? $1.get().seconds) ?? 0) }
        first.dispatch.call.clock.addRoundTrip(since: begin, module: ran)
        for (position, item) in flight.enumerated() {
            let attempt = attempts[item.index]
            do throws(TaskFailure) {
                if let connecting { throw connecting }
                guard position < answers.count else { throw TaskFailure("The connection ended before the task did") }
                switch answers[position] {
                case .success(let response):
                    let result = item.dispatch.result(of: response.result, to: item.prepared)
                    var done = attempt.complete(try item.finish(result), item.dispatch.call)
                    attempt.finish(&done)
                    receive(item.index, done)
                case .failure(let error): throw TaskFailure(connection: error)
                }
            } catch {
                let call = item.dispatch.call
                receive(item.index, attempt.failed(error, call.fields, arguments: call.arguments))
            }
        }
    }
}
