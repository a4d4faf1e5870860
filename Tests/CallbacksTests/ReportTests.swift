import Testing
import Values

@testable import Callbacks
@testable import Execution

/// The page of `--report`: what it holds, and that no host can put markup into it.
@Suite struct ReportTests {
    private func report(_ events: [Event]) -> RunReport {
        var report = RunReport()
        report.take(EventRecord(start: 100, version: "1", isCheckMode: false).fields)
        for (index, event) in events.enumerated() {
            guard let record = EventRecord(event, time: 101 + Double(index), play: 1) else { continue }
            report.take(record.fields)
        }
        return report
    }

    private func finished(
        _ host: String, _ id: Int, _ status: TaskReport.Status, _ result: TaskResult = [:], name: String = "Install"
    ) -> Event {
        .finished(
            TaskReport(
                host: host, task: EventRecordTests.task(id, name), status: status, result: result,
                timing: TaskTiming(start: 101, seconds: 0.5, wire: 0.1, module: 0.3)))
    }

    private static let play = Event.playStarted(
        PlayStart(
            name: "web", path: "/site.yml:1", strategy: "linear", hosts: ["all"], isCheckMode: false, keywords: [:],
            inquiry: NoInquiry()))

    /// The data that the page's script reads.
    private func data(in page: String) throws -> Dict {
        let rest = try #require(page.split(separator: "<script type=\"application/json\" id=\"data\">").last)
        let json = try #require(rest.split(separator: "</script>").first)
        return try #require(try JSON.parse(String(json)).mapping)
    }

    @Test func tasksAndHostsMakeAMatrix() throws {
        let report = report([
            .playbookStarted(path: "/x/site.yml", plays: []), Self.play, .taskStarted(EventRecordTests.task(1)),
            finished("a", 1, .ok), finished("b", 1, .changed, ["changed": true, "msg": "new"]),
            .taskStarted(EventRecordTests.task(2, "Start")), finished("b", 2, .failed, ["msg": "boom"], name: "Start"),
        ])
        let data = try data(in: ReportPage(report).text)
        #expect(data["h"] == ["a", "b"])
        let tasks = (data["t"]?.sequence ?? []).compactMap(\.mapping)
        #expect(tasks.map { $0["c"] } == ["oc", ".f"])
        #expect(tasks[0]["w"] == [200, 0, 600, 200])
        #expect(data["title"] == "site.yml")
        #expect(data["whole"] == false)
        #expect(data["d"]?.sequence?.count == 2)
    }

    @Test func hostsStandInTheOrderOfTheInventory() throws {
        let report = report([
            Self.play, .batchStarted(BatchStart(hosts: ["a", "b", "c"], tasks: 1)),
            .taskStarted(EventRecordTests.task(1)),
            finished("c", 1, .ok), finished("b", 1, .changed),
        ])
        let data = try data(in: ReportPage(report).text)
        #expect(data["h"] == ["a", "b", "c"])
        #expect(data["t"]?.sequence?.first?.mapping?["c"] == ".co")
    }

    @Test func aBatchSharesTheRowsOfItsPlayAndARepeatedTaskHasItsOwn() throws {
        let report = report([
            Self.play, .taskStarted(EventRecordTests.task(1)), finished("a", 1, .ok), Self.play,
            .taskStarted(EventRecordTests.task(2)), finished("b", 2, .ok),
            .taskStarted(EventRecordTests.task(3)), finished("a", 3, .skipped),
        ])
        let tasks = (try data(in: ReportPage(report).text)["t"]?.sequence ?? []).compactMap(\.mapping)
        #expect(tasks.map { $0["c"] } == ["oo", "s."])
    }

    @Test func whatHostsSayIsNeverMarkup() throws {
        let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--\u{2028}&\"'"
        let report = report([
            .playbookStarted(path: "/\(evil).yml", plays: []), Self.play, .taskStarted(EventRecordTests.task(1, evil)),
            finished(evil, 1, .failed, ["msg": .string(evil), "stdout": .string(evil)], name: evil),
        ])
        let page = ReportPage(report).text
        #expect(page.components(of: "<script").count - 1 == 2)
        #expect(!page.contains("<img"))
        #expect(!page.contains("onerror=alert(2)>"))
        let data = try data(in: page)
        #expect(data["h"] == [.string(evil)])
        #expect(data["s"]?.sequence?.contains(.string(evil)) == true)
        // Its own script alone may run, and nothing is loaded.
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("script-src 'sha256-"))
        for word in ["http://", "https://", "innerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func thePageStaysSmallHoweverMuchHostsSay() throws {
        var events: [Event] = [Self.play, .taskStarted(EventRecordTests.task(1))]
        for number in 0..<1600 {
            let text = "\(number) " + String(repeating: "<&\n", count: 2600)
            events.append(finished("host\(number)", 1, number % 2 == 0 ? .failed : .changed, ["stdout": .string(text)]))
        }
        let page = ReportPage(report(events)).text
        #expect(page.utf8.count < 10_000_000)
        #expect(try data(in: page)["cut"] == true)
    }

    @Test func theSameOutputOfManyHostsIsHeldOnce() throws {
        let events = (0..<300).map {
            finished("h\($0)", 1, .changed, ["stdout": .string(String(repeating: "x", count: 8000))])
        }
        let page = ReportPage(report([Self.play, .taskStarted(EventRecordTests.task(1))] + events)).text
        #expect(page.utf8.count < 100_000)
        #expect(try data(in: page)["cut"] == false)
    }

    @Test func aFileThatIsNoneOfEventsIsRefused() throws {
        for text in ["", "hello\n", "{\"event\": \"run\"}\n", "{\"event\": \"run\", \"schema\": \"other/1\"}\n"] {
            #expect(throws: (any Error).self) { try RecordedRun(Array(text.utf8), path: "x") }
        }
        let head = EventRecord(start: 1, version: "1", isCheckMode: false).line
        // The run was killed while it wrote.
        _ = try RecordedRun(Array((head + "\n{\"event\": \"ta").utf8), path: "x")
        #expect(throws: (any Error).self) { try RecordedRun(Array((head + "\nnonsense\n" + head).utf8), path: "x") }
    }
}

extension String {
    fileprivate func components(of word: String) -> [Substring] {
        split(separator: word, omittingEmptySubsequences: false)
    }
}
