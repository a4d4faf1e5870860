import Connections
import System
import Values

/// A command line for the login shell of the target, with nothing of ours on it.
struct RawAction: Action {
    static let names = ["ansible.builtin.raw"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        guard let command = call.string("_raw_params") else { throw TaskFailure("no command given") }
        if call.fields.isCheckMode { return .result(["skipped": true, "changed": false]) }
        let environment = call.fields.environment.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(ShellQuote.quoted($0.value)) " }.joined()
        let line =
            call.string("executable").map { "\(environment)\($0) -c \(ShellQuote.quoted(command))" } ?? environment
            + command
        let begin = Clock.monotonic
        let connection = try await call.connection()
        // Nothing measures what the command itself takes.
        defer { call.clock.addRoundTrip(since: begin, module: .infinity) }
        do throws(ConnectionError) {
            let answer = try await connection.raw(line)
            var result: TaskResult = ["rc": .int(Int(answer.status))]
            for (stream, text) in [("stdout", answer.text), ("stderr", answer.errorText)] {
                result[.string(stream)] = .string(text)
                result[.string(stream + "_lines")] = .list(ResultShape.splitLines(text).map { .string($0) })
            }
            result["changed"] = true
            if !answer.succeeded {
                result["failed"] = true
                result["msg"] = "non-zero return code"
            }
            return .result(result)
        } catch {
            throw TaskFailure(connection: error)
        }
    }
}
