import Diagnostics
import Jinja
import Playbook
import Templating
import Values

/// Fails unless every condition holds.
struct AssertAction: Action {
    static let names = ["ansible.builtin.assert"]

    func plan(_ call: ActionCall) async throws(TaskFailure) -> ActionPlan {
        try call.only(["fail_msg", "msg", "quiet", "success_msg", "that"])
        guard let written = call.arguments["that"] else {
            throw TaskFailure("missing required arguments: that")
        }
        let isQuiet = try ansibleBool(render("quiet", call) ?? false) ?? false
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
                    result["msg"] = try message("fail_msg", "msg", call) ?? "Assertion failed"
                    return .result(result)
                }
            } catch {
                var error = error
                error.span = error.span ?? place(of: condition.value, call)
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
        guard let span = call.task.action.span(ofArgument: "that"), let text = condition.text, !text.isEmpty else {
            return nil
        }
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
