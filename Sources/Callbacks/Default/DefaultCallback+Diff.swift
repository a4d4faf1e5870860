import Execution
import Values

/// When `--diff` shows something.
extension DefaultCallback {
    func diff(_ report: TaskReport) {
        if report.task.hasLoop, let results = report["results"]?.sequence {
            for case .dict(let result) in results { show(diffOf: result.items, report.task) }
        } else {
            show(diffOf: report.result, report.task)
        }
    }

    private func show(diffOf result: Dict, _ task: TaskStart) {
        guard case .bool(true) = result["changed"] else { return }
        let text = DiffText(context: options.diffContext).text(ofResult: result)
        guard !text.isEmpty else { return }
        announce(task)
        display.show(text)
    }
}
