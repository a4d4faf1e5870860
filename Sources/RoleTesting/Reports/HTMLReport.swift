/// Results as one HTML file that asks the network for nothing.
struct HTMLReport {
    let results: [ScenarioResult]
    let command: String

    var text: String {
        let verdicts = results.flatMap { Verdict.all(of: $0, command: command) }
        var body = "<h1>Role tests</h1>\n<table><tr><th>Scenario<th>Platform<th>Verdict<th>Seconds<th></tr>\n"
        for verdict in verdicts {
            body += "<tr class=\"\(verdict.kind.rawValue)\"><td>\(e(verdict.scenario))<td>\(e(verdict.platform))"
            body +=
                "<td>\(verdict.kind.rawValue)<td>\(VerdictTable.seconds(verdict.seconds))<td>\(e(verdict.detail))</tr>\n"
        }
        body += "</table>\n"
        for result in results { body += section(result) }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Role tests</title>
            <style>\(Self.style)</style></head><body>
            \(body)</body></html>

            """
    }

    private static let style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#222;background:#fff}
        table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;
        vertical-align:top}pre{background:#f5f5f5;padding:.8rem;overflow:auto}summary{cursor:pointer}
        .passed,.ok{color:#166534}.failed,.unreachable{color:#b91c1c}.changed{color:#92400e}
        .stopped,.untested,.missing{color:#86198f}.skipped,.disabled{color:#475569}
        """

    private func e(_ text: String) -> String { Markup.escaped(BorderedOutput.withoutColours(text)) }

    private func section(_ result: ScenarioResult) -> String {
        var text = "<h2>\(e(result.label))</h2>\n"
        for hint in result.hints { text += "<p>\(e(hint))</p>\n" }
        for step in result.steps {
            let state = step.completion.state
            text +=
                "<details\(state == .failed ? " open" : "")><summary class=\"\(state == .successful ? "ok" : state.rawValue)\">"
            text += "\(e(step.title)): \(e(step.completion.text.replacing("Executed: ", with: "")))"
            text += " (\(VerdictTable.seconds(step.seconds)) s)</summary>\n" + tasks(step)
            for finding in step.findings {
                text += "<pre>\(e(FindingText(finding).lines.joined(separator: "\n")))</pre>\n"
            }
            if state == .failed, !step.output.isEmpty { text += "<pre>\(e(step.output))</pre>\n" }
            text += "</details>\n"
        }
        return text
    }

    private func tasks(_ step: StepResult) -> String {
        guard !step.tasks.isEmpty else { return "" }
        var text = "<table><tr><th>Host<th>Task<th>Status<th>Seconds</tr>\n"
        for task in step.tasks {
            let item = task.item.map { " (item=\(e($0)))" } ?? ""
            text += "<tr class=\"\(task.status.rawValue)\"><td>\(e(task.host))<td>\(e(task.name))\(item)"
            text += task.path.map { "<br><small>\(e($0))</small>" } ?? ""
            if task.fails { text += "<pre>\(e(task.message))</pre>" }
            for assertion in task.assertions where assertion.holds == false {
                text += "<pre>\(e(assertion.expression)) \(e(assertion.values))</pre>"
            }
            text += "<td>\(task.status.rawValue)<td>\(VerdictTable.seconds(task.seconds))</tr>\n"
        }
        return text + "</table>\n"
    }
}
