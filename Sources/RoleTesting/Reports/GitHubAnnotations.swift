/// Failing tasks as annotations of GitHub Actions.
///
/// Source: GitHub's documentation, "Workflow commands", `error`.
struct GitHubAnnotations {
    let results: [ScenarioResult]
    let directory: String

    var text: String {
        var text = ""
        for result in results {
            for step in result.steps where step.completion.state == .failed {
                for task in step.tasks where task.fails {
                    text += line(result, step, task.path, "\(task.name): \(task.message)")
                }
                for finding in step.findings {
                    text += line(result, step, finding.path, "\(finding.task): \(finding.kind)")
                }
            }
        }
        return text
    }

    private func line(_ result: ScenarioResult, _ step: StepResult, _ path: String?, _ message: String) -> String {
        var place = ""
        if let path, let colon = path.lastIndex(of: ":") {
            let file = FilePath.relative(String(path[..<colon]), to: directory)
            place = " file=\(property(file)),line=\(path[path.index(after: colon)...])"
        }
        return "::error\(place)::\(escaped("\(result.label) > \(step.name): \(message)"))\n"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private func property(_ text: String) -> String {
        escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
