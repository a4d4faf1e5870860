import Diagnostics
import Jinja
import Playbook
import Templating
import Values

/// Shows a message or the value of an expression.
struct DebugAction: Action {
    static let names = ["ansible.builtin.debug"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["msg", "var", "verbosity"])
        if call.arguments["msg"] != nil, call.arguments["var"] != nil {
            throw TaskFailure("parameters are mutually exclusive: msg|var")
        }
        var verbosity = 0
        if let given = call.arguments["verbosity"] {
            guard let number = Int((try? given.string()) ?? "") else {
                throw TaskFailure(
                    "argument 'verbosity' is of type \(given.typeName) and we were unable to convert to int")
            }
            verbosity = number
        }
        guard verbosity <= call.run.options.verbosity else {
            return .result(["skipped_reason": "Verbosity threshold not met.", "skipped": true, "failed": false])
        }
        guard let expression = call.arguments["var"], !expression.isNone, expression != "" else {
            var result: TaskResult = [
                "msg": call.arguments["msg"] ?? "Hello world!", "failed": false,
            ]
            result.marks = call.marked.filter { $0.key == "msg" }
            return .result(Self.shown(result))
        }
        guard case .string(let text) = expression else {
            let shown = (try? expression.string()) ?? ""
            throw TaskFailure(
                "argument 'var' is of type \(expression.typeName) and we were unable to convert to str: "
                    + "'\(shown)' is not a string and conversion is not allowed")
        }
        let value = try self.value(of: text, call)
        return .result(Self.shown([.string(text): value, "failed": false]))
    }

    /// A result that is shown at any verbosity, in brief.
    private static func shown(_ result: TaskResult) -> TaskResult {
        var result = result
        result.detail = .always
        result.isDebug = true
        return result
    }

    private func value(of text: String, _ call: ActionCall) throws(TaskFailure) -> Value {
        let span = call.task.action.span(ofArgument: "var")
        do throws(Diagnostic) {
            guard call.marked["var"]?.isMarkedText == true else { throw Templar.untrusted(at: span) }
            let value = try call.templar.evaluateShowingUndefined(Template(text, span: span))
            guard value.isOmit else { return value }
            call.templar.sink.add(
                Diagnostic(
                    "The result of the `var` expression could not be omitted; a placeholder was used instead.",
                    at: span, severity: .warning))
            return "<<Omit>>"
        } catch {
            throw TaskFailure("Error while resolving `var` expression.", at: span, cause: error)
        }
    }
}
