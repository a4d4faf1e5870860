import Configuration
import Diagnostics
public import Execution
import Values

/// The output of the `ansible` command: one block of text a host (`minimal`), or one line (`oneline`).
public struct MinimalCallback: EventSink {
    /// How much room a result takes.
    public enum Form: Sendable { case block, line }

    private let display: Display
    private let form: Form
    private let options: DefaultCallback.Options

    public init(display: Display, form: Form = .block) {
        self.display = display
        self.form = form
        options = DefaultCallback.Options(display.configuration)
    }

    public func receive(_ event: Event) {
        switch event {
        case .finished(let report): finished(report)
        case .diff(let report):
            let text = DiffText(context: options.diffContext).text(ofResult: report.result)
            if form == .block, !text.isEmpty { display.show(text) }
        case .diagnostic(let diagnostic): display.show(diagnostic)
        case .verbose(let verbosity, let text, let host):
            display.remark(text, verbosity: verbosity, about: host)
        default: break
        }
    }

    private func finished(_ report: TaskReport) {
        for warning in report.warnings { display.show(warning) }
        if form == .block, let error = report.error { display.show(error, toOutput: !options.failuresToError) }
        switch report.status {
        case .ok: show(report, "SUCCESS", .ok)
        case .changed: show(report, "CHANGED", .changed)
        case .failed where form == .line: showFailure(report)
        case .failed: show(report, "FAILED", .error)
        case .skipped: display.show("\(report.host) | SKIPPED", .skip)
        case .unreachable where form == .line:
            display.show("\(report.host) | UNREACHABLE!: \(text(report, "msg"))", .unreachable)
        case .unreachable: display.show("\(report.host) | UNREACHABLE! => \(dump(report))", .unreachable)
        }
    }

    /// Actions whose result is what a command printed.
    private static let commands: Set<String> = [
        "ansible.builtin.command", "ansible.builtin.shell", "ansible.builtin.raw", "ansible.windows.win_command",
        "ansible.windows.win_shell",
    ]

    private func show(_ report: TaskReport, _ word: String, _ role: Palette.Role) {
        let marker: Value = report.status == .failed ? "module_stderr" : "ansible_job_id"
        let isCommand = Self.commands.contains(report.task.action) && report[marker] == nil
        if isCommand {
            display.show(commandText(report, word), role)
        } else {
            display.show("\(report.host) | \(word)\(report.status == .failed ? "!" : "") => \(dump(report))", role)
        }
    }

    /// What a command printed, or that an exception occurred, and then the whole result.
    private func showFailure(_ report: TaskReport) {
        if let exception = report["exception"].map(ResultText.plain) {
            if Self.commands.contains(report.task.action), report["module_stderr"] == nil {
                display.show(commandText(report, "FAILED"), .error)
            } else if display.verbosity < 3 {
                let error = exception.trimmed().split(separator: "\n").last.map(String.init) ?? ""
                display.show(
                    "An exception occurred during task execution. To see the full traceback, use -vvv. The error was: "
                        + error, .error)
            } else {
                display.show(
                    "An exception occurred during task execution. The full traceback is:\n"
                        + exception.split(separator: "\n").joined(), .error)
            }
        }
        display.show("\(report.host) | FAILED! => \(dump(report))", .error)
    }

    private func commandText(_ report: TaskReport, _ word: String) -> String {
        let code = report["rc"].map(ResultText.plain) ?? "-1"
        let (output, errors) = (text(report, "stdout"), text(report, "stderr"))
        guard form == .line else {
            return "\(report.host) | \(word) | rc=\(code) >>\n\(output)\(errors)\(text(report, "msg"))\n"
        }
        let more = errors.isEmpty ? "" : " (stderr) \(Self.escaped(errors))"
        return "\(report.host) | \(word) | rc=\(code) | (stdout) \(Self.escaped(output))\(more)"
    }

    private func text(_ report: TaskReport, _ key: String) -> String {
        report[.string(key)].map(ResultText.plain) ?? ""
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
            .split(separator: "\r", omittingEmptySubsequences: false).joined(separator: "\\r")
    }

    private func dump(_ report: TaskReport) -> String {
        var format = options.format
        format.isPretty = true
        let text = ResultText(
            format: format, verbosity: display.verbosity, indent: form == .line ? 0 : 4, shortensDebug: form == .block
        ).text(of: report)
        return form == .line ? text.split(separator: "\n").joined() : text
    }
}
