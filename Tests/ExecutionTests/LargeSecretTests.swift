import Diagnostics
import Testing
import Values

@testable import Execution

/// Results of `no_log` tasks too large for their texts to be looked for in what is said of them.
@Suite struct LargeSecretTests {
    private func report(of output: String, saying message: String) -> TaskReport {
        var values: Dict = ["stdout": .string(output), "rc": 1]
        ResultShape.complete(&values)
        var result = TaskResult(values)
        result.isSecret = true
        let start = TaskStart(
            id: 1, name: "print", kind: .task, action: "ansible.builtin.shell", path: "play.yml:1", arguments: [:],
            isCheckMode: false, isSecret: true, hasLoop: false, isInclude: false, role: nil, keywords: [:])
        let error = Diagnostic(chain: [.init("Task failed."), .init(message)])
        return TaskReport(
            host: "h", task: start, status: .failed, result: result, error: error,
            warnings: [Diagnostic("saw \(message)", severity: .warning)])
    }

    @Test func smallOutputsAreLookedFor() {
        let report = report(of: "the-password-of-all", saying: "no the-password-of-all here")
        #expect(report.error?.description.contains("the-password-of-all") == false)
        #expect(report.error?.description.contains("no ******** here") == true)
    }

    @Test func nothingIsSaidOfLargeOnes() {
        let lines = (0..<20_000).map { "line \($0) secret-\($0)" }.joined(separator: "\n")
        let report = report(of: lines, saying: "the end was secret-19999")
        #expect(report.error?.description == "Task failed: (censored due to no_log)")
        #expect(report.warnings.map(\.message) == ["(censored due to no_log)"])
    }

    @Test func linesAreCutWhenTheyAreAskedFor() {
        var values: Dict = ["stdout": "one\ntwo\r\nthree"]
        ResultShape.complete(&values)
        guard case .list(let lines)? = values["stdout_lines"] else {
            Issue.record("no list")
            return
        }
        #expect(lines.uncutText == "one\ntwo\r\nthree")
        #expect(ResultShape.areLines(.list(lines), of: "one\ntwo\r\nthree"))
        #expect(!ResultShape.areLines(.list(lines), of: "one\ntwo\r\nthree\nfour"))
        #expect(lines.uncutText != nil)
        #expect(lines.items == ["one", "two", "three"])
        #expect(lines.uncutText == nil)
        lines.items.append("four")
        #expect(lines.items == ["one", "two", "three", "four"])
        #expect(!ResultShape.areLines(.list(lines), of: "one\ntwo\r\nthree"))
    }
}
