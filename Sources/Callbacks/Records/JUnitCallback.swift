import Diagnostics
public import Execution
import Glibc
import Synchronization
import System
import Values

/// Tasks as test cases in a JUnit file (`junit`), one for each task and host.
///
/// Source: the options of Ansible's junit callback, which it takes from the environment.
public final class JUnitCallback: EventSink {
    private struct Case: Sendable {
        enum Outcome: Sendable { case ok, failed, skipped }

        var task: TaskStart
        var play: String
        var host: String
        var seconds: Double
        var outcome: Outcome
        var report: TaskReport?
    }

    private struct State: Sendable {
        var playbook = ""
        var play = ""
        var starts: [Int: Double] = [:]
        var cases: [Case] = []
        var current: TaskStart?
    }

    private let display: Display
    private let options: Options
    private let state = Mutex(State())

    private struct Options: Sendable {
        var directory: String, taskClass: Bool, relativePath: String, failsOnChange: Bool, failsOnIgnore: Bool
        var includesSetup: Bool, hidesArguments: Bool, prefix: String, outOfTree: String?

        init(_ environment: [String: String]) {
            func flag(_ name: String, _ fallback: String = "false") -> Bool {
                (environment[name] ?? fallback).lowercased() == "true"
            }
            directory = environment["JUNIT_OUTPUT_DIR"] ?? "\(environment["HOME"] ?? "")/.ansible.log"
            taskClass = flag("JUNIT_TASK_CLASS")
            relativePath = environment["JUNIT_TASK_RELATIVE_PATH"] ?? ""
            failsOnChange = flag("JUNIT_FAIL_ON_CHANGE")
            failsOnIgnore = flag("JUNIT_FAIL_ON_IGNORE")
            includesSetup = flag("JUNIT_INCLUDE_SETUP_TASKS_IN_REPORT", "true")
            hidesArguments = flag("JUNIT_HIDE_TASK_ARGUMENTS")
            prefix = environment["JUNIT_TEST_CASE_PREFIX"] ?? ""
            outOfTree = environment["JUNIT_REPLACE_OUT_OF_TREE_PATH"]
        }
    }

    public init(display: Display, environment: [String: String]) {
        self.display = display
        options = Options(environment)
    }

    public func receive(_ event: Event) {
        switch event {
        case .playbookStarted(let path, _):
            let file = path.split(separator: "/").last.map(String.init) ?? path
            state.withLock { $0.playbook = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file }
        case .playStarted(let play): state.withLock { $0.play = play.name }
        case .taskStarted(let task):
            state.withLock { state in
                state.starts[task.id] = ClockTime.now.seconds
                state.current = task
            }
        case .finished(let report)
        where report.status != .unreachable && !(report.task.isInclude && report.status == .ok):
            finish(report)
        case .included:
            state.withLock { state in
                guard let task = state.current else { return }
                append(Case(task: task, play: state.play, host: "include", seconds: 0, outcome: .ok), to: &state)
            }
        case .recap: write()
        default: break
        }
    }

    private func finish(_ report: TaskReport) {
        var outcome: Case.Outcome =
            switch report.status {
            case .failed: report.isIgnored && !options.failsOnIgnore ? .ok : .failed
            case .skipped, .unreachable: .skipped
            case .ok, .changed: report.status == .changed && options.failsOnChange ? .failed : .ok
            }
        let name = report.task.name
        if outcome == .failed, name.contains("EXPECTED FAILURE") {
            outcome = .ok
        } else if name.contains("TOGGLE RESULT"), outcome != .skipped {
            outcome = outcome == .failed ? .ok : .failed
        }
        guard self.name(report.task).hasPrefix(options.prefix) || outcome == .failed else { return }
        state.withLock { state in
            append(
                Case(
                    task: report.task, play: state.play, host: report.host, seconds: 0, outcome: outcome, report: report
                ),
                to: &state)
        }
    }

    private func append(_ item: Case, to state: inout State) {
        var item = item
        item.seconds = ClockTime.now.seconds - (state.starts[item.task.id] ?? ClockTime.now.seconds)
        state.cases.append(item)
    }

    /// The task's name with its arguments.
    private func name(_ task: TaskStart) -> String {
        guard !options.hidesArguments, !task.isSecret, !task.arguments.isEmpty else { return task.name }
        let arguments = task.arguments.map { "\(ResultText.plain($0.key))=\(ResultText.plain($0.value))" }
        return "\(task.name) \(arguments.joined(separator: ", "))"
    }

    // MARK: The file

    private func write() {
        let (playbook, all) = state.withLock { ($0.playbook, $0.cases) }
        let cases = all.filter { options.includesSetup || !$0.task.action.hasSuffix(".setup") }
        let failures = cases.filter { $0.outcome == .failed && $0.report?.error == nil }.count
        let errors = cases.filter { $0.outcome == .failed }.count - failures
        let skipped = cases.filter { $0.outcome == .skipped }.count
        let time = cases.reduce(0) { $0 + $1.seconds }
        let counts = "disabled=\"0\" errors=\"\(errors)\" failures=\"\(failures)\""
        var text = "<?xml version=\"1.0\" ?>\n<testsuites \(counts) tests=\"\(cases.count)\" time=\"\(time)\">\n"
        text +=
            "\t<testsuite \(counts) name=\"\(Self.escaped(playbook))\" skipped=\"\(skipped)\" "
            + "tests=\"\(cases.count)\" time=\"\(time)\">\n"
        for item in cases { text += element(item) }
        text += "\t</testsuite>\n</testsuites>\n"
        save(text, as: "\(playbook)-\(ClockTime.now.seconds).xml")
    }

    private func element(_ item: Case) -> String {
        let title = "[\(item.host)] \(item.play): \(name(item.task))"
        let head =
            "\t\t<testcase classname=\"\(Self.escaped(className(item.task)))\" name=\"\(Self.escaped(title))\" "
            + "time=\"\(item.seconds)\">\n"
        return head + content(item) + "\t\t</testcase>\n"
    }

    private func content(_ item: Case) -> String {
        let result = item.report?.result ?? [:]
        func text(_ key: Value) -> String? { result[key].map(ResultText.plain) }
        let dump = Self.escaped(ResultText.json(.dict(result), indent: 0))
        switch item.outcome {
        case .ok: return "\t\t\t<system-out>\(dump)</system-out>\n"
        case .skipped: return "\t\t\t<skipped>\(Self.escaped(text("skip_reason") ?? "skipped"))</skipped>\n"
        case .failed:
            if let error = item.report?.error {
                return "\t\t\t<error message=\"\(Self.escaped(error.briefMessage))\" type=\"error\">"
                    + "\(Self.escaped(error.description))</error>\n"
            }
            let message = text("msg") ?? "rc=\(text("rc") ?? "0")"
            return "\t\t\t<failure message=\"\(Self.escaped(message))\" type=\"failure\">\(dump)</failure>\n"
        }
    }

    private func className(_ task: TaskStart) -> String {
        var path = task.path ?? ""
        if !options.relativePath.isEmpty { path = Self.relative(path, to: options.relativePath) }
        if let replacement = options.outOfTree, path.hasPrefix("../") {
            path = replacement + (path.split(separator: "/").last.map(String.init) ?? "")
        }
        if options.taskClass, let colon = path.lastIndex(of: ":"), path[..<colon].hasSuffix(".yml") {
            path = String(path[..<colon].dropLast(4))
        }
        return path
    }

    /// The path as it is from `directory`; both absolute.
    private static func relative(_ path: String, to directory: String) -> String {
        var (ways, base) = (path.split(separator: "/")[...], directory.split(separator: "/")[...])
        while let first = ways.first, first == base.first {
            ways.removeFirst()
            base.removeFirst()
        }
        return (base.map { _ in ".." } + ways).joined(separator: "/")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t", "\r": escaped.unicodeScalars.append(scalar)
            default:
                // XML has no other control characters.
                if scalar.value >= 32 { escaped.unicodeScalars.append(scalar) } else { escaped += "\u{FFFD}" }
            }
        }
        return escaped
    }

    private func save(_ text: String, as name: String) {
        TreeCallback.makeDirectories(options.directory)
        let path = "\(options.directory)/\(name)"
        do throws(SystemError) { try StagedFile.write(path, Array(text.utf8)) } catch {
            Losses.note("The JUnit file \(path)", error.code)
        }
    }
}
