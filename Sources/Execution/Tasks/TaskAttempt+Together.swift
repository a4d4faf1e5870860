import Connections
import System
import Values

/// Items of a loop whose requests are in flight together: one round trip for all.
extension TaskAttempt {
    /// Runs `attempts` in order and hands over each result, in order too.
    static func executeTogether(
        _ attempts: [TaskAttempt], _ answers: Answers, _ receive: (_ index: Int, _ result: AttemptResult) -> Void
    ) async {
        var flight: [Flight] = []
        for (index, attempt) in attempts.enumerated() {
            switch attempt.prepare() {
            case .finished(let result):
                await land(&flight, attempts, answers, receive)
                receive(index, result)
            case .call(let call, let action):
                do throws(TaskFailure) {
                    switch try await action.plan(call) {
                    case .result(let result):
                        await land(&flight, attempts, answers, receive)
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
                    await land(&flight, attempts, answers, receive)
                    receive(index, attempt.failed(error, call.fields, arguments: call.arguments))
                }
            }
        }
        await land(&flight, attempts, answers, receive)
    }

    /// Answers that a journal knows already, by the index of their item, and who is told of those that come.
    struct Answers {
        var known: [Int: Dict] = [:]
        var note: (@Sendable (_ index: Int, _ answer: Dict) -> Void)?
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
        _ flight: inout [Flight], _ attempts: [TaskAttempt], _ journal: Answers,
        _ receive: (_ index: Int, _ result: AttemptResult) -> Void
    ) async {
        defer { flight = [] }
        let sent = flight.filter { journal.known[$0.index] == nil }
        var answers = journal.known.mapValues {
            Result<TaskResponse, ConnectionError>.success(TaskResponse(result: $0))
        }
        var connecting: TaskFailure?
        if let first = sent.first {
            let begin = Clock.monotonic
            do throws(TaskFailure) {
                let connection = try await first.dispatch.call.connection()
                let (indices, requests) = (sent.map(\.index), sent.map(\.prepared.request))
                let watch = journal.note.map { note in
                    AnswerWatch { place, response in note(indices[place], response.result) }
                }
                let given = await AnswerWatch.$current.withValue(watch) { await connection.run(requests) }
                for (index, answer) in zip(indices, given) { answers[index] = answer }
                let ran = given.reduce(0) { $0 + ((try? $1.get().seconds) ?? 0) }
                first.dispatch.call.clock.addRoundTrip(since: begin, module: ran)
            } catch {
                connecting = error
            }
        }
        for item in flight {
            let attempt = attempts[item.index]
            do throws(TaskFailure) {
                guard let answer = answers[item.index] else {
                    throw connecting ?? TaskFailure("The connection ended before the task did")
                }
                switch answer {
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
