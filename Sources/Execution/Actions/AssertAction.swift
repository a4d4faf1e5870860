import Diagnostics
import Jinja
import Playbook
import Templating
import Values

/// Fails unless every condition holds.
struct AssertAction: Action {
    static let names = ["ansible.builtin.assert"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        let call = call.with(arguments: try finalized(call))
        guard let written = call.arguments["that"] else {
            throw TaskFailure("missing required arguments: that")
        }
        try call.only(["fail_msg", "quiet", "success_msg", "that"], aliases: ["msg"])
        let alias = try message(call, "msg", of: "fail_msg")
        let failure = try message(call, "fail_msg")
        let success = try message(call, "success_msg") ?? "All assertions passed"
        let isQuiet = try call.bool("quiet", false)
        var result: TaskResult = [:]
        if !isQuiet { result.detail = .always }
        for condition in conditions(written, call) {
            do throws(Diagnostic) {
                if case .string = condition.value, !condition.isAuthored {
                    throw Templar.untrusted(at: call.task.action.span(ofArgument: "that"))
                }
                guard try call.templar.condition(condition.value) else {
                    result["failed"] = true
                    result["evaluated_to"] = false
                    result["assertion"] = shown(condition.value)
                    result["msg"] = alias ?? failure ?? "Assertion failed"
                    return .result(result)
                }
            } catch {
                var error = error
                error.span = error.span ?? place(of: condition.value, call)
                throw TaskFailure(error)
            }
        }
        result["changed"] = false
        result["msg"] = success
        return .result(result)
    }

    /// The arguments, all but the conditions rendered.
    private func finalized(_ call: ActionCall) throws(TaskFailure) -> Dict {
        let conditions = call.arguments.filter { $0.key == "that" }
        do throws(Diagnostic) {
            return try call.templar.renderArguments(call.arguments.filter { $0.key != "that" })
                .merging(conditions) { $1 }
        } catch {
            throw TaskFailure(
                "Finalization of task args for '\(call.name)' failed.", at: call.task.action.span, cause: error)
        }
    }

    /// A message, which is a text or a list of texts; nil where it was not given. `name` may be an alias of `option`.
    private func message(
        _ call: ActionCall, _ name: Value, of option: String? = nil
    ) throws(TaskFailure) -> Value? {
        guard let value = call.arguments[name] else { return nil }
        if value.rawText != nil { return value }
        if let items = value.sequence, items.allSatisfy({ $0.rawText != nil }) { return value }
        throw TaskFailure(
            "argument '\(option ?? name.text ?? "")' is of type \(value.typeName) and we were unable to convert to "
                + "str_or_list_of_str: a string or list of strings is required")
    }

    /// The conditions, each with whether an author wrote it: a list as it stands, or the list that a whole text names.
    private func conditions(_ written: Value, _ call: ActionCall) -> [TracedValue] {
        if let items = written.sequence { return items.map { TracedValue($0, isAuthored: true) } }
        let condition = TracedValue(written, isAuthored: true)
        guard case .template(let template) = written, template.text.trimmed().hasPrefix("{{"),
            let named = try? call.templar.tracedShallow(template), let items = named.value.sequence
        else { return [condition] }
        return items.map { TracedValue($0, isAuthored: named.isAuthored) }
    }

    /// Where a condition stands that knows no place of its own: in the lines of the argument, the first that shows it.
    private func place(of condition: Value, _ call: ActionCall) -> Span? {
        guard let span = call.task.action.span(ofArgument: "that"), !condition.isNone, condition != "" else {
            return nil
        }
        guard let text = condition.text else { return span }
        let first = Int(span.start.line)
        for number in first..<(first + 100) {
            guard let line = span.file.line(number) else { break }
            guard let found = line.firstRange(of: text) else { continue }
            let column = line[..<found.lowerBound].unicodeScalars.count + 1
            return Span(file: span.file, start: Position(line: number, column: column))
        }
        return span
    }

    private func shown(_ condition: Value) -> Value {
        if case .template(let template) = condition { return .string(template.text) }
        return condition
    }
}
