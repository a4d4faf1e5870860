import Diagnostics
import Testing
import Values

@testable import Callbacks
@testable import Execution

/// What outputs make of events.
@Suite struct ShownTextTests {
    private static func report(
        _ result: TaskResult, action: String = "ansible.builtin.command", hasLoop: Bool = false,
        itemLabel: Value? = nil
    ) -> TaskReport {
        let task = TaskStart(
            id: 1, name: "a task", kind: .task, action: action, path: nil, arguments: [:], isCheckMode: false,
            isSecret: false, hasLoop: hasLoop, isInclude: false, role: nil, keywords: [:])
        return TaskReport(host: "one", task: task, status: .ok, result: result, itemLabel: itemLabel)
    }

    private func text(_ report: TaskReport, verbosity: Int = 0, isYAML: Bool = false) -> String {
        ResultText(format: ResultText.Format(isYAML: isYAML, isPretty: nil), verbosity: verbosity).text(of: report)
    }

    @Test func aResultIsJSONWithSortedKeys() {
        let report = Self.report(["stdout": "x", "changed": true, "failed": false, "_ansible_parsed": true])
        #expect(text(report) == #"{"changed": true, "stdout": "x"}"#)
        #expect(text(report, verbosity: 3) == "{\n    \"changed\": true,\n    \"stdout\": \"x\"\n}")
    }

    @Test func invocationAndDifferencesNeedVerbosity() {
        let report = Self.report(["changed": true, "invocation": ["module_args": ["a": 1]], "diff": ["before": "x"]])
        #expect(text(report) == #"{"changed": true}"#)
        #expect(text(report, verbosity: 3).contains("module_args"))
    }

    @Test func ofDebugOnlyTheMessageIsShown() {
        var result: TaskResult = ["msg": "hello", "changed": false]
        (result.isDebug, result.detail) = (true, .always)
        #expect(text(Self.report(result)) == "{\n    \"msg\": \"hello\"\n}")
    }

    @Test(arguments: [0, 3, 5], [false, true])
    func ofASecretResultNothingIsShown(_ verbosity: Int, _ isYAML: Bool) {
        var result: TaskResult = [
            "stdout": "the secret", "changed": true, "attempts": 2, "diff": ["after": "the secret"],
            "invocation": ["module_args": ["a": "the secret"]],
        ]
        result.isSecret = true
        let report = Self.report(result, itemLabel: "the secret")
        #expect(!text(report, verbosity: verbosity, isYAML: isYAML).contains("secret"))
        #expect(report.result.keys.compactMap(\.text).sorted() == ["attempts", "censored", "changed"])
        #expect(report["stdout"] == nil && report["diff"] == nil)
        #expect(report.itemLabel?.text == TaskReport.secretItem.text)
    }

    @Test func aLoopKeepsItsShapeAndHidesItsSecretItems() {
        var hidden: TaskResult = ["stdout": "the secret"]
        hidden.isSecret = true
        var result: TaskResult = [:]
        result.setItems([["stdout": "shown"], hidden])
        let items = Self.report(result, hasLoop: true)["results"]?.sequence ?? []
        #expect(items.count == 2)
        #expect(items.first?.mapping?["stdout"]?.text == "shown")
        #expect(items.last?.mapping?["stdout"] == nil)
        #expect(items.last?.mapping?["censored"] != nil)
    }

    @Test func errorsOfASecretResultQuoteNothingOfIt() {
        var result: TaskResult = ["msg": "cannot open the-secret-path"]
        result.isSecret = true
        result.secrets = [["path": "the-secret-path"]]
        let task = Self.report([:]).task
        let report = TaskReport(
            host: "one", task: task, status: .failed, result: result, error: Diagnostic("cannot open the-secret-path"))
        #expect(report.error?.description == "cannot open ********")
    }

    @Test func differencesHaveColoursForEachLine() {
        let result: Dict = ["diff": ["before": "a\nb\n", "after": "a\nc\n"]]
        let text = DiffText(context: 3).text(ofResult: result)
        #expect(text.plain == "--- before\n+++ after\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n\n")
        #expect(text.parts.filter { $0.role == .diffAdd }.map(\.text) == ["+++ after\n", "+c\n"])
    }

    @Test func theRecapCounts() {
        var counts = Recap.Counts()
        (counts.ok, counts.changed, counts.failed) = (12, 1, 2)
        let text = RecapLine(host: "web", counts: counts).text
        #expect(
            text.plain
                == "web                        : ok=12   changed=1    unreachable=0    failed=2    skipped=0    "
                + "rescued=0    ignored=0   ")
        #expect(text.parts.first?.role == .error)
    }

    @Test(arguments: [
        ("plain\ttext\n", "plain\ttext\n"), ("\u{1B}[2J", "\\u001b[2J"), ("a\rb", "a\\rb"), ("\n\r", "\n\r"),
        ("\u{7F}\u{9B}31m", "\\u007f\\u009b31m"), ("caf\u{E9} \u{4E2D}", "caf\u{E9} \u{4E2D}"),
        ("\u{0}\u{7}", "\\u0000\\u0007"),
    ])
    func controlCharactersAreShown(_ text: String, _ shown: String) {
        #expect(text.withControlsShown == shown)
    }

    @Test func coloursOfPluginsStay() {
        let text = "\u{1B}[0;32mok\u{1B}[0m \u{1B}[2J \u{1B}]0;title\u{7}"
        #expect(text.withControlsShownButColours == "\u{1B}[0;32mok\u{1B}[0m \\u001b[2J \\u001b]0;title\\u0007")
    }

    @Test func eventsComeWithoutTheSecretsOfTheRun() {
        final class Seen: EventSink, @unchecked Sendable {
            var events: [Event] = []
            func receive(_ event: Event) { events.append(event) }
        }
        let (seen, mask) = (Seen(), SecretMask())
        mask.add("hidden-word")
        let events = MaskedEvents(seen, mask: mask)
        events.receive(.finished(Self.report(["stdout": "a hidden-word", "changed": false])))
        events.receive(.diagnostic(Diagnostic("about hidden-word")))
        events.receive(.verbose(verbosity: 3, text: "EXEC hidden-word", host: nil))
        guard case .finished(let report) = seen.events[0], case .diagnostic(let diagnostic) = seen.events[1],
            case .verbose(_, let line, _) = seen.events[2]
        else {
            Issue.record("unexpected events")
            return
        }
        #expect(report.result["stdout"]?.text == "a ********")
        #expect(report["stdout"]?.text == "a ********")
        #expect(diagnostic.description == "about ********")
        #expect(line == "EXEC ********")
    }
}
