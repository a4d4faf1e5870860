import Diagnostics
import Testing
import Values

@testable import Callbacks
@testable import Execution

/// The lines of `--events`, as docs/events.md describes them.
@Suite struct EventRecordTests {
    static func task(
        _ id: Int, _ name: String = "Install", isSecret: Bool = false, path: String = "/site.yml:3",
        kind: TaskStart.Kind = .task
    ) -> TaskStart {
        TaskStart(
            id: id, name: name, kind: kind, action: "ansible.builtin.command", path: path, arguments: [:],
            isCheckMode: false, isSecret: isSecret, hasLoop: false, isInclude: false, role: nil, keywords: [:],
            known: 4)
    }

    private func parsed(_ event: Event) throws -> Dict {
        let record = try #require(EventRecord(event, time: 1000.123_456_7, play: 2))
        #expect(!record.line.contains("\n"))
        return try #require(try JSON.parse(record.line).mapping)
    }

    @Test func aResultTellsWhereItsTimeWent() throws {
        let timing = TaskTiming(start: 999, seconds: 1, wire: 0.25, module: 0.5, wait: 0.125)
        let report = TaskReport(
            host: "web1", task: Self.task(7), status: .changed, result: ["changed": true, "stdout": "a\nb\u{2028}"],
            timing: timing)
        let record = try parsed(.finished(report))
        #expect(record["event"] == "result")
        #expect(record["time"] == .double(1000.123457))
        #expect(record["task"] == 7)
        #expect(record["status"] == "changed")
        #expect(record["result"]?.mapping?["stdout"] == "a\nb\u{2028}")
        #expect(
            record["spent"]
                == ["wire": .double(0.25), "wait": .double(0.125), "module": .double(0.5), "template": .double(0.125)])
    }

    @Test func aSecretResultIsCensored() throws {
        var result: TaskResult = ["stdout": "hunter2-hunter2", "changed": true]
        result.isSecret = true
        let record = try parsed(.finished(TaskReport(host: "web1", task: Self.task(1), status: .ok, result: result)))
        #expect(record["result"]?.mapping?["stdout"] == nil)
        #expect(record["result"]?.mapping?["censored"] != nil)
    }

    /// What is written in pieces is the same line.
    @Test(arguments: [10, 2_000_000], ["x", "é\n\"\u{1F600}", "\u{7F}\u{1}"])
    func aRecordIsWrittenAsItsLine(size: Int, pattern: String) throws {
        let text = String(repeating: pattern, count: size / pattern.utf8.count)
        let report = TaskReport(
            host: "web1", task: Self.task(1), status: .ok,
            result: ["stdout": .string(text), "stdout_lines": [.string(text)], "n": .double(.nan)])
        let record = try #require(EventRecord(.finished(report), time: 1, play: 1))
        var (written, pieces) = ([UInt8](), 0)
        record.write {
            written += $0
            pieces += 1
        }
        #expect(written == Array((record.line + "\n").utf8))
        #expect(size < 1_000_000 ? pieces == 1 : pieces > 10)
        #expect(try JSON.parse(record.line).mapping?["result"]?.mapping?["stdout"]?.text == text)
    }

    /// What JSON cannot hold has no half line.
    @Test func aLargeRecordThatCannotBeWrittenHasNoResult() throws {
        let text = String(repeating: "x", count: 2_000_000)
        let report = TaskReport(
            host: "web1", task: Self.task(1), status: .ok,
            result: ["stdout": .string(text), "u": .undefined(Undefined(message: "u", name: "u"))])
        let record = try #require(EventRecord(.finished(report), time: 1, play: 1))
        var written: [UInt8] = []
        record.write { written += $0 }
        #expect(written.count < 1000 && written.last == UInt8(ascii: "\n"))
        #expect(try JSON.parse(written).mapping?["status"] == "ok")
    }

    @Test func numbersThatJSONLacksAreTexts() throws {
        let report = TaskReport(
            host: "web1", task: Self.task(1), status: .ok, result: ["a": .double(.nan), "b": [.double(.infinity)]])
        let line = try #require(EventRecord(.finished(report), time: 1, play: 1)).line
        #expect(line.contains(#""a": "nan""#))
        #expect(line.contains(#""b": ["inf"]"#))
    }

    @Test func whatNobodyWroteIsNotKept() {
        #expect(EventRecord(.implicitTaskStarted(Self.task(1)), time: 1, play: 1) == nil)
        #expect(EventRecord(.verbose(verbosity: 1, text: "x", host: nil), time: 1, play: 1) == nil)
    }
}
