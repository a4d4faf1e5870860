import Configuration
import Diagnostics
public import Execution
import Synchronization
import Values

/// Ansible's default output: banners, one line a host, the recap.
///
/// `@unchecked Sendable`: events come one at a time, as ``EventSink`` promises.
public final class DefaultCallback: EventSink, @unchecked Sendable {
    let display: Display
    let options: Options
    private let isCheckMode: Bool
    /// The task whose banner was printed last.
    private var announced: Int?
    private var isFreeStrategy = false

    /// What the configuration says about the output.
    struct Options {
        var showsSkipped: Bool, showsOK: Bool, failuresToError: Bool, showsCustomStats: Bool, showsStart: Bool
        var marksCheckMode: Bool, showsPathOnFailure: Bool, showsArguments: Bool, diffContext: Int
        var format: ResultText.Format

        init(_ configuration: Configuration) {
            showsSkipped = configuration.bool("DISPLAY_SKIPPED_HOSTS")
            showsOK = configuration.bool("DISPLAY_OK_HOSTS")
            failuresToError = configuration.bool("DISPLAY_FAILED_STDERR")
            showsCustomStats = configuration.bool("SHOW_CUSTOM_STATS")
            showsStart = configuration.bool("SHOW_PER_HOST_START")
            marksCheckMode = configuration.bool("CHECK_MODE_MARKERS")
            showsPathOnFailure = configuration.bool("SHOW_TASK_PATH_ON_FAILURE")
            showsArguments = configuration.bool("DISPLAY_ARGS_TO_STDOUT")
            diffContext = configuration.int("DIFF_CONTEXT") ?? 3
            let pretty = configuration.string("CALLBACK_FORMAT_PRETTY").map(Configuration.isTrue)
            format = ResultText.Format(
                isYAML: configuration.string("CALLBACK_RESULT_FORMAT") == "yaml", isPretty: pretty)
        }
    }

    public init(display: Display, isCheckMode: Bool) {
        self.display = display
        self.isCheckMode = isCheckMode
        self.options = Options(display.configuration)
    }

    public func receive(_ event: Event) {
        switch event {
        case .playbookStarted(let path, _): playbookStarted(path)
        case .playStarted(let play): playStarted(play)
        case .taskStarted(let task): taskStarted(task)
        case .implicitTaskStarted, .prompted, .batchStarted: break
        case .output(let output): self.output(output)
        case .hostStarted(let host, let task):
            if options.showsStart { display.show(" [started TASK: \(task.name) on \(host)]", .ok) }
        case .itemFinished(let report): itemFinished(report)
        case .finished(let report): finished(report)
        case .retrying(let report, let left): retrying(report, left: left)
        case .asyncPolled(let report): asyncLine("POLL", report, withState: true)
        case .asyncFinished(let report): asyncLine(report.status == .failed ? "FAILED" : "OK", report, withState: false)
        case .diff(let report): diff(report)
        case .included(let file, let hosts, let label, _): included(file, hosts, label)
        case .notified(let handler, let host):
            if display.verbosity > 1 {
                display.show("NOTIFIED HANDLER \(handler) for \(host)", .verbose, logged: false)
            }
        case .noHostsMatched: display.show("skipping: no hosts matched", .skip)
        case .noHostsRemaining: display.banner("NO MORE HOSTS LEFT")
        case .banner(let text): display.banner(text)
        case .recap(let recap): self.recap(recap)
        case .diagnostic(let diagnostic): display.show(diagnostic)
        case .verbose(let verbosity, let text, let host):
            display.remark(text, verbosity: verbosity, about: host)
        }
    }

    private func playbookStarted(_ path: String) {
        if display.verbosity > 1 {
            display.banner("PLAYBOOK: \(path.split(separator: "/").last.map(String.init) ?? path)")
        }
        if isCheckMode, options.marksCheckMode { display.banner("DRY RUN") }
    }

    private func playStarted(_ play: PlayStart) {
        let name = play.name.trimmed()
        let mark = play.isCheckMode && options.marksCheckMode ? " [CHECK MODE]" : ""
        isFreeStrategy = ["free", "host_pinned", "graph"].contains(
            play.strategy.split(separator: ".").last.map(String.init) ?? "")
        display.banner((name.isEmpty ? "PLAY" : "PLAY [\(name)]") + mark)
    }

    private func taskStarted(_ task: TaskStart) {
        if !isFreeStrategy, options.showsSkipped, options.showsOK { announce(task) }
        display.setStatus("… \(task.name)")
    }

    /// The banner of `task`, unless it is the one that stands there already.
    func announce(_ task: TaskStart) {
        guard announced != task.id else { return }
        announced = task.id
        var arguments = ""
        if options.showsArguments, !task.isSecret {
            let words = task.arguments.map { "\(ResultText.plain($0.key))=\(ResultText.plain($0.value))" }
            arguments = " " + words.joined(separator: ", ")
        }
        let mark = task.isCheckMode && options.marksCheckMode ? " [CHECK MODE]" : ""
        display.banner("\(task.kind.rawValue) [\(task.name.trimmed())\(arguments)]\(mark)")
        if display.verbosity >= 2 { showPath(task) }
    }

    func showPath(_ task: TaskStart) {
        if let path = task.path { display.show("task path: \(path)", .debug) }
    }

    private func included(_ file: String, _ hosts: [String], _ label: Value?) {
        let item = label.map { " => (item=\(ResultText.plain($0)))" } ?? ""
        display.show("included: \(file) for \(hosts.joined(separator: ", "))\(item)", .included)
    }

    /// What programs print while their tasks run, at -vv.
    private func output(_ output: ProgramOutput) {
        guard display.verbosity >= 2 else { return }
        for line in output.text.split(separator: "\n", omittingEmptySubsequences: false) {
            display.show("<\(output.host)> \(line)", output.isError ? .warning : .verbose, logged: false)
        }
    }

    private func asyncLine(_ word: String, _ report: TaskReport, withState: Bool) {
        let job = report["async_result"]?.mapping ?? [:]
        func text(_ key: Value) -> String { (report[key] ?? job[key]).map(ResultText.plain) ?? "None" }
        let state = withState ? " started=\(text("started")) finished=\(text("finished"))" : ""
        display.show("ASYNC \(word) on \(report.host): jid=\(text("ansible_job_id"))\(state)", .debug)
    }

    private func recap(_ recap: Recap) {
        display.setStatus(nil)
        display.banner("PLAY RECAP")
        for host in recap.hosts.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let counts = recap.hosts[host] else { continue }
            display.show(RecapLine(host: host, counts: counts).text)
        }
        display.show("", logged: false)
        if options.showsCustomStats { customStats(recap) }
        if isCheckMode, options.marksCheckMode { display.banner("DRY RUN") }
    }

    private func customStats(_ recap: Recap) {
        guard !recap.custom.isEmpty || !recap.customOfRun.isEmpty else { return }
        func line(_ stats: Dict) -> String {
            ResultText.json(.dict(stats), indent: 1).split(separator: "\n").joined()
        }
        display.banner("CUSTOM STATS: ")
        for host in recap.custom.keys.sorted() { display.show("\t\(host): \(line(recap.custom[host] ?? [:]))") }
        if !recap.customOfRun.isEmpty {
            display.show("", logged: false)
            display.show("\tRUN: \(line(recap.customOfRun))")
        }
        display.show("", logged: false)
    }
}
