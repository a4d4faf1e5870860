import Execution
import Values

/// The expressions of an `assert` and how each came out.
struct Assertions {
    let all: [TaskResult.Assertion]

    init(_ report: TaskReport) {
        guard ["assert", "ansible.builtin.assert"].contains(report.task.action), !report.isSecret else {
            all = []
            return
        }
        let that = report.task.arguments["that"]
        let expressions = that.map { value in (value.sequence ?? [value]).map(Self.text) } ?? []
        let failed = report.result["assertion"].map(Self.text)
        var isReached = true
        var all: [TaskResult.Assertion] = []
        for expression in expressions {
            let fails = isReached && report.status == .failed && expression == failed
            var assertion = TaskResult.Assertion(expression: expression, holds: isReached ? !fails : nil)
            if report.status == .skipped { assertion.holds = nil }
            if fails {
                isReached = false
                assertion.values = report.result["evaluated_to"].map(Self.text) ?? ""
            }
            all.append(assertion)
        }
        self.all = all
    }

    private static func text(_ value: Value) -> String {
        if case .template(let template) = value { return template.text }
        return (try? value.string()) ?? ""
    }
}
