import Configuration
import Diagnostics
import Playbook
import System
import Templating
import Values

/// Asks the target what has become of a background job.
struct AsyncStatusAction: Action {
    static let names = ["ansible.builtin.async_status"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["jid", "mode"])
        return .request(try Self.request(call, call.arguments)) { answer throws(TaskFailure) in
            Self.result(call, answer)
        }
    }

    /// The request for one look at a job; `arguments` are `jid` and `mode`.
    static func request(_ call: ActionCall, _ arguments: Dict) throws(TaskFailure) -> TaskRequest {
        var arguments = arguments
        arguments["_async_dir"] = .string(try directory(call))
        return call.request(names[0], arguments)
    }

    /// The answer with what stands in every result of this action.
    private static func result(_ call: ActionCall, _ answer: TaskResult) -> TaskResult {
        let isCleanup = call.string("mode") == "cleanup"
        var result = answer
        result.values = [
            "started": .bool(!isCleanup), "finished": false, "stdout": "", "stderr": "", "stdout_lines": .list([]),
            "stderr_lines": .list([]), "ansible_job_id": .string(call.string("jid") ?? ""),
        ]
        if answer["stdout"] != nil { result["stdout_lines"] = nil }
        if answer["stderr"] != nil { result["stderr_lines"] = nil }
        result.values.merge(answer.values) { $1 }
        return result
    }

    /// The directory of job files, as the shell plugins' `async_dir` option finds it.
    static func directory(_ call: ActionCall) throws(TaskFailure) -> String {
        if let value = call.templar.variables["ansible_async_dir"] {
            do throws(Diagnostic) {
                return try call.templar.renderText(value)
            } catch {
                throw TaskFailure(error)
            }
        }
        return call.run.configuration.string("ASYNC_DIR") ?? "~/.ansible_async"
    }
}
