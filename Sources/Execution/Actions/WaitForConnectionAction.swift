import Connections
import Playbook
import System
import Values

/// Waits until the target can be reached and runs a module.
struct WaitForConnectionAction: Action {
    static let names = ["ansible.builtin.wait_for_connection"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["connect_timeout", "delay", "sleep", "timeout"], briefly: true)
        if call.fields.isCheckMode { return .result(["skipped": true]) }
        let begin = Date.seconds()
        await call.run.pause(try call.number("delay", 0))
        let patience = Patience(seconds: try call.number("timeout", 600), pause: try call.number("sleep", 1))
        if let reason = await patience.wait(call, for: { _ in nil }) {
            return .result([
                "failed": true, "msg": .string("timed out waiting for ping module test: \(reason)"),
                "elapsed": .int(Int(Date.seconds() - begin)),
            ])
        }
        return .result(["elapsed": .int(Int(Date.seconds() - begin)), "changed": false])
    }
}

/// Trying a target again and again until it answers as it should.
struct Patience {
    var seconds: Double
    var pause: Double

    /// Pings over a new connection, then asks `check` what is still wrong; nil once nothing is, else the last reason.
    func wait(_ call: ActionCall, for check: (ActionCall) async -> String?) async -> String? {
        let end = Date.seconds() + seconds
        var reason = ""
        while Date.seconds() < end {
            await call.resetConnection()
            do throws(TaskFailure) {
                let answer = try await call.send(call.request("ansible.builtin.ping", [:]))
                guard answer["ping"]?.text == "pong" else { throw TaskFailure("ping test failed") }
                guard let wrong = await check(call) else { return nil }
                reason = wrong
            } catch {
                reason = error.message
            }
            await call.run.pause(pause)
        }
        return reason.isEmpty ? "no attempt was made" : reason
    }
}

extension ActionCall {
    /// An option as a number of seconds.
    func number(_ name: String, _ fallback: Double) throws(TaskFailure) -> Double {
        guard let value = arguments[.string(name)], !value.isNone else { return fallback }
        guard let number = Double((try? value.string()) ?? "") else {
            let shown = (try? value.representation()) ?? value.typeName
            throw TaskFailure(
                "argument '\(name)' is of type \(value.typeName) and we were unable to convert to int: invalid literal "
                    + "for int() with base 10: \(shown)")
        }
        return number
    }
}
