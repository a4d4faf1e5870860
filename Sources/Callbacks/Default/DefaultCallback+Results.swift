import Diagnostics
import Execution
import Values

/// How a task ended, host by host and item by item.
extension DefaultCallback {
    func finished(_ report: TaskReport) {
        if report.isReplayed { return replayed(report) }
        let hasItems = report.hasItems
        switch report.status {
        case .failed:
            announce(report.task)
            showProblems(report)
            // Of a `debug` only the message is left, so that its items count for nothing here.
            if !hasItems || report.isDebug {
                if display.verbosity < 2, options.showsPathOnFailure { showPath(report.task) }
                let text = "fatal: [\(report.hostLabel)]: FAILED! => \(dump(report))"
                display.show(text, .error, to: options.failuresToError ? .error : .output)
            }
            if report.isIgnored { display.show("...ignoring", .skip) }
        case .unreachable:
            announce(report.task)
            showProblems(report)
            let text = "fatal: [\(report.hostLabel)]: UNREACHABLE! => \(dump(report))"
            display.show(text, .unreachable, to: options.failuresToError ? .error : .output)
            if report.isIgnored { display.show("...ignoring", .skip) }
        case .skipped:
            guard options.showsSkipped else { break }
            announce(report.task)
            showProblems(report)
            display.show("skipping: [\(report.host)]" + verboseSuffix(report), .skip)
        case .changed, .ok:
            guard !report.task.isInclude else { return announce(report.task) }
            guard report.status == .changed || options.showsOK else { return }
            announce(report.task)
            showProblems(report)
            let word = report.status == .changed ? "changed" : "ok"
            // The items of a loop have been told one by one.
            guard !hasItems else { break }
            display.show(
                "\(word): [\(report.hostLabel)]\(verboseSuffix(report))", report.status == .changed ? .changed : .ok)
        }
    }

    /// What was done before the run was resumed.
    private func replayed(_ report: TaskReport) {
        guard !report.task.isInclude || report.status == .failed else { return }
        announce(report.task)
        let word: String =
            switch report.status {
            case .ok: "ok"
            case .changed: "changed"
            case .failed: "failed"
            case .skipped: "skipping"
            case .unreachable: "unreachable"
            }
        let item = report.itemLabel.map { " => (item=\(ResultText.plain($0)))" } ?? ""
        display.show("\(word): [\(report.hostLabel)]\(item) (done before)", .skip)
    }

    func itemFinished(_ report: TaskReport) {
        if report.isReplayed { return replayed(report) }
        let item = "(item=\(label(report)))"
        switch report.status {
        case .failed, .unreachable:
            announce(report.task)
            showProblems(report)
            let text = "failed: [\(report.hostLabel)] \(item) => \(dump(report))"
            display.show(text, .error, to: options.failuresToError ? .error : .output)
        case .skipped:
            guard options.showsSkipped else { return }
            announce(report.task)
            showProblems(report)
            display.show("skipping: [\(report.host)] => \(item) " + verboseSuffix(report), .skip)
        case .changed, .ok:
            guard !report.task.isInclude, report.status == .changed || options.showsOK else { return }
            announce(report.task)
            showProblems(report)
            let word = report.status == .changed ? "changed" : "ok"
            display.show(
                "\(word): [\(report.hostLabel)] => \(item)\(verboseSuffix(report))",
                report.status == .changed ? .changed : .ok)
        }
    }

    func retrying(_ report: TaskReport, left: Int) {
        var text = "FAILED - RETRYING: [\(report.hostLabel)]: \(report.task.name) (\(left) retries left)."
        if isVerbose(report, above: 2) { text += "Result was: \(dump(report, shortensDebug: false))" }
        display.show(text, .debug)
    }

    /// Warnings and the error of a result, each once in the whole output.
    private func showProblems(_ report: TaskReport) {
        for warning in report.warnings { display.show(warning) }
        if let error = report.error { display.show(error, toOutput: !options.failuresToError) }
    }

    private func isVerbose(_ report: TaskReport, above verbosity: Int = 0) -> Bool {
        report.detail != .never && (display.verbosity > verbosity || report.detail == .always)
    }

    private func verboseSuffix(_ report: TaskReport) -> String {
        isVerbose(report) ? " => \(dump(report))" : ""
    }

    private func dump(_ report: TaskReport, shortensDebug: Bool = true) -> String {
        ResultText(format: options.format, verbosity: display.verbosity, shortensDebug: shortensDebug).text(of: report)
    }

    private func label(_ report: TaskReport) -> String {
        report.itemLabel.map(ResultText.plain) ?? "None"
    }
}
