import Testing
import Values

@testable import Callbacks
@testable import Execution

/// What the live view shows, as text without colours.
@Suite struct LiveFrameTests {
    private func model(hosts: Int, _ more: [Event] = []) -> LiveModel {
        var model = LiveModel(start: 0)
        let names = (1...hosts).map { "web\($0)" }
        let task = EventRecordTests.task(1, "Install packages")
        model.take(
            .playStarted(
                PlayStart(
                    name: "web servers", path: nil, strategy: "linear", hosts: ["all"], isCheckMode: false,
                    keywords: [:], inquiry: NoInquiry())), at: 0)
        model.take(.batchStarted(BatchStart(hosts: names, tasks: 4)), at: 0)
        model.take(.taskStarted(task), at: 1)
        for name in names { model.take(.hostStarted(host: name, task: task), at: 1) }
        for event in more { model.take(event, at: 2) }
        return model
    }

    private func text(_ model: LiveModel, columns: Int = 80, _ choice: LiveFrame.Choice = .init()) -> [String] {
        var frame = LiveFrame(columns: columns, rows: 24)
        frame.isUnicode = false
        frame.choice = choice
        return frame.lines(of: model, now: 75).map(\.plain)
    }

    private func output(_ host: String, _ text: String) -> Event {
        .output(
            ProgramOutput(host: host, task: EventRecordTests.task(1, "Install packages"), text: text, isError: false))
    }

    private func finished(_ host: String, _ status: TaskReport.Status) -> Event {
        .finished(
            TaskReport(host: host, task: EventRecordTests.task(1, "Install packages"), status: status, result: [:]))
    }

    @Test func oneHostHasItsNameAndItsLastLine() {
        let lines = text(model(hosts: 1, [output("web1", "Reading package lists\nSetting up nginx")]))
        #expect(
            lines == [
                "-- web servers  task 1 of 4 ........................ 1:15 ---------------------",
                " * Install packages                                                  web1  1:14",
                "     web1  Setting up nginx", "   v more   h host   q stop",
            ])
    }

    @Test func manyHostsAreCounted() {
        let ended = (1...300).map { finished("web\($0)", $0 % 3 == 0 ? .changed : .ok) }
        let lines = text(
            model(
                hosts: 500, ended + [finished("web301", .unreachable), output("web302", "slow"), output("web400", "x")])
        )
        #expect(lines[1] == " * Install packages       199 running  200 ok  100 changed  1 unreachable  1:14")
        #expect(lines[2] == "     web302  slow")
        #expect(lines[3] == "   unreachable (1): web301")
    }

    @Test(arguments: [20, 40, 80, 200]) func noLineIsAsWideAsTheTerminal(columns: Int) {
        let long = String(repeating: "wörter 世界 ", count: 40)
        let unreachable = (1...40).map { finished("web\($0)", .unreachable) }
        for choice in [LiveFrame.Choice(), .init(showsMore: true), .init(host: "web50")] {
            let lines = text(model(hosts: 60, unreachable + [output("web50", long)]), columns: columns, choice)
            #expect(lines.allSatisfy { $0.terminalWidth < columns })
            #expect(lines.count <= 12)
        }
    }

    @Test func moreShowsMoreHostsAndOneHostItsOutput() {
        let model = model(hosts: 3, [output("web2", "a\nb"), output("web2", "50%\r60%")])
        let more = text(model, .init(showsMore: true))
        #expect(more.filter { $0.contains("web") && $0.contains("1:14") }.count == 3)
        let one = text(model, .init(host: "web2"))
        #expect(one.dropFirst().prefix(5) == ["   web2:", "     a", "     b", "     50%", "     60%"])
    }

    @Test func aTaskThatHasEndedIsGone() {
        var model = model(hosts: 2, [finished("web1", .ok), finished("web2", .ok)])
        #expect(model.running.isEmpty)
        #expect(model.begun == 1)
        model.take(.taskStarted(EventRecordTests.task(2, "Next")), at: 3)
        #expect(model.begun == 2)
    }

    @Test func retriesAndTheEndThatIsAskedForAreTold() {
        let report = TaskReport(
            host: "web1", task: EventRecordTests.task(1, "Install packages"), status: .failed, result: [:])
        let lines = text(model(hosts: 2, [.retrying(report, left: 3)]), .init(isStopping: true))
        #expect(lines[2] == "     web1  3 retries left  ")
        #expect(lines[3] == "   stopping after the running tasks")
    }
}
