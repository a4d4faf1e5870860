import Diagnostics
import Playbook
import Templating
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
        let isMinutes = call.arguments["seconds"] == nil
        var seconds: Double?
        if call.arguments["minutes"] != nil { seconds = try call.number("minutes", 0).rounded(.towardZero) * 60 }
        if !isMinutes { seconds = try call.number("seconds", 0) }
        seconds = seconds.map { max(1, $0.rounded(.towardZero)) }
        let begin = Date.seconds()
        let start = Date.now()
        let typed = try await wait(seconds, echo: echo, call)
        let took = Date.seconds() - begin
        let shown = ((isMinutes ? took / 60 : took) * 100).rounded() / 100
        return .result([
            "changed": false, "rc": 0, "stderr": "",
            "stdout": .string("Paused for \(shown) \(isMinutes ? "minutes" : "seconds")"), "start": .string(start),
            "stop": .string(Date.now()), "delta": .int(Int(took)), "echo": .bool(echo), "user_input": .string(typed),
        ])
    }

    /// What the operator typed; nothing where only time was waited for.
    private func wait(_ seconds: Double?, echo: Bool, _ call: ActionCall) async throws(TaskFailure) -> String {
        let prompts = call.run.prompts
        let hidden = echo ? "" : " (output is hidden)"
        let own = call.string("prompt").flatMap { $0.isEmpty ? nil : $0 }
        var message =
            "[\(call.task.title().trimmed())]\n\(own ?? "Press enter to continue, Ctrl+C to interrupt")\(hidden):"
        if let seconds {
            prompts.say("Pausing for \(Int(seconds)) seconds\(hidden)")
            let hint = "(ctrl+C then 'C' = continue early, ctrl+C then 'A' = abort)\r"
            if own == nil { message = hint } else { prompts.say(hint) }
        }
        // With a time given no key ends the pause, and what is typed counts for nothing.
        let echoes = seconds == nil && echo
        let keys = PromptKeys(completing: seconds == nil ? nil : [], seconds: seconds, echoes: echoes)
        switch await prompts.read(message, keys) {
        case .typed(let text): return seconds == nil ? text : ""
        case .nobody:
            if let seconds {
                await call.run.pause(seconds)
            } else {
                call.templar.sink.add(
                    Diagnostic(
                        "Not waiting for response to prompt as stdin is not interactive", severity: .warning))
            }
            return ""
        case .interrupted:
            let choice = PromptKeys(completing: [UInt8(ascii: "c")], interrupting: [UInt8(ascii: "a")], echoes: echoes)
            let answer = await prompts.read("Press 'C' to continue the play or 'A' to abort \r", choice)
            guard case .typed(let text) = answer else { throw TaskFailure(Diagnostic("user requested abort!")) }
            return text
        }
    }
}
