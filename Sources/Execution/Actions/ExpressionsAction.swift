import Diagnostics
import Playbook
import Templating
import Values

/// `ansible._protomatter.debug`: what expressions give, undefined values shown instead of failing.
struct ExpressionsAction: Action {
    static let names = ["ansible._protomatter.debug"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["expression"])
        guard let written = call.arguments["expression"], !written.isNone else {
            throw TaskFailure("missing required arguments: expression")
        }
        let span = call.task.action.span(ofArgument: "expression")
        var expressions: [Template] = []
        for item in written.sequence ?? [written] {
            switch item {
            case .template(let template):
                if template.isVerbatim { throw TaskFailure(Templar.untrusted(at: template.span ?? span)) }
                expressions.append(template)
            case .string(let text): expressions.append(Template(text, span: span))
            default:
                throw TaskFailure(
                    "Elements value for option 'expression' is of type \(item.typeName) and we were unable to convert "
                        + "to str: '\((try? item.string()) ?? "")' is not a string and conversion is not allowed")
            }
        }
        do throws(Diagnostic) {
            let values = try call.templar.evaluateShowingUndefined(expressions)
            var result: TaskResult = ["expression_result": .list(values), "changed": false]
            result.detail = .always
            return .result(result)
        } catch {
            throw TaskFailure(error)
        }
    }
}
