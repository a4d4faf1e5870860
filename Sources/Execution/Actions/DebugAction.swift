import Diagnostics
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
        guard let expression = call.arguments["var"], !expression.isNone else {
            return .result([
                "msg": call.arguments["msg"] ?? "Hello world!", "_ansible_verbose_always": true, "failed": false,
            ])
        }
        guard case .string(let text) = expression else {
            // The template gave a value instead of a name: it is shown under its own text.
            let name = (try? expression.string()) ?? expression.typeName
            return .result([.string(name): expression, "_ansible_verbose_always": true, "failed": false])
        }
        let value: Value
        do throws(Diagnostic) {
            value = try call.templar.render(call.templar.evaluate(expression: Template(text, span: call.task.span)))
        } catch {
            value = .string(Self.replacement(of: error, text))
        }
        return .result([.string(text): value, "_ansible_verbose_always": true, "failed": false])
    }

    private static func replacement(of error: Diagnostic, _ text: String) -> String {
        "<< error 1 - \(error.briefMessage) >>"
    }
}
