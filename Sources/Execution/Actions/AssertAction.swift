import Diagnostics
import Templating
import Values

/// Fails unless every condition holds.
struct AssertAction: Action {
    static let names = ["ansible.builtin.assert"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["fail_msg", "msg", "quiet", "success_msg", "that"])
        guard let written = call.arguments["that"], !written.isNone else {
            throw TaskFailure("missing required arguments: that")
        }
        let isQuiet = try ansibleBool(render("quiet", call) ?? false) ?? false
        var result: Dict = isQuiet ? [:] : ["_ansible_verbose_always": true]
        for condition in conditions(written, call) {
            do throws(Diagnostic) {
                guard try call.templar.condition(condition) else {
                    result["failed"] = true
                    result["evaluated_to"] = false
                    result["assertion"] = shown(condition)
                    result["msg"] = try message("fail_msg", "msg", call) ?? "Assertion failed"
                    return .result(result)
                }
            } catch {
                throw TaskFailure(error)
            }
        }
        result["changed"] = false
        do throws(Diagnostic) {
            result["msg"] = try message("success_msg", nil, call) ?? "All assertions passed"
        } catch {
            throw TaskFailure(error)
        }
        return .result(result)
    }

    /// A list as it was written, or the list that the whole text renders to.
    private func conditions(_ written: Value, _ call: ActionCall) -> [Value] {
        if let items = written.sequence { return items }
        if case .template(let template) = written, trimmed(template.text).hasPrefix("{{"),
            let items = (try? call.templar.render(written))?.sequence
        {
            return items
        }
        return [written]
    }

    private func shown(_ condition: Value) -> Value {
        if case .template(let template) = condition { return .string(template.text) }
        return condition
    }

    private func message(_ name: Value, _ alias: Value?, _ call: ActionCall) throws(Diagnostic) -> Value? {
        guard let written = call.arguments[name] ?? alias.flatMap({ call.arguments[$0] }) else { return nil }
        return try call.templar.render(written)
    }

    private func render(_ name: Value, _ call: ActionCall) throws(TaskFailure) -> Value? {
        do throws(Diagnostic) {
            return try call.arguments[name].map { value throws(Diagnostic) in try call.templar.render(value) }
        } catch {
            throw TaskFailure(error)
        }
    }
}
