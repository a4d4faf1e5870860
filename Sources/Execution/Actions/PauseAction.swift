import Diagnostics
import Playbook
import Values

/// Waits for some time or for the operator.
struct PauseAction: Action {
    static let names = ["ansible.builtin.pause"]
    static let runsOnceForAllHosts = true

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["echo", "minutes", "prompt", "seconds"])
        if call.arguments["minutes"] != nil, call.arguments["seconds"] != nil {
            throw TaskFailure("parameters are mutually exclusive: minutes|seconds")
        }
        let echo = try call.bool("echo", true)
        var seconds: Double?
        if call.arguments["minutes"] != nil { seconds = try call.number("minutes", 0) * 60 }
        if call.arguments["seconds"] != nil { seconds = try call.number("seconds", 0) }
        seconds = seconds.map { max(1, $0.rounded(.towardZero)) }
        let hidden = echo ? "" : " (output is hidden)"
        let question = call.string("prompt") ?? "Press enter to continue, Ctrl+C to interrupt"
        let begin = Date.seconds()
        let start = Date.now()
        let typed: String
        do throws(Diagnostic) {
            if let seconds { call.run.prompts.say("Pausing for \(Int(seconds)) seconds\(hidden)") }
            let text =
                seconds == nil || call.string("prompt") != nil ? "[\(call.task.title())]\n\(question)\(hidden):" : ""
            typed = try await call.run.prompts.pause(text, seconds: seconds, echo: echo)
        } catch {
            throw TaskFailure(error)
        }
        let took = Date.seconds() - begin
        let isMinutes = call.arguments["seconds"] == nil
        let shown = isMinutes ? (took / 60 * 100).rounded() / 100 : (took * 100).rounded() / 100
        return .result([
            "changed": false, "rc": 0, "stderr": "",
            "stdout": .string("Paused for \(shown) \(isMinutes ? "minutes" : "seconds")"), "start": .string(start),
            "stop": .string(Date.now()), "delta": .int(Int(took)), "echo": .bool(echo), "user_input": .string(typed),
        ])
    }
}
