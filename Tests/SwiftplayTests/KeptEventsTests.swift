import Foundation
import Testing

/// What is kept of a run in files: events and reports.
@Suite struct KeptEventsTests {
    private static let playbook = """
        - hosts: all
          gather_facts: false
          tasks:
            - name: Hide
              command: echo hunter2-hunter2
              no_log: true
            - name: Change
              command: echo changed
            - name: Ask again
              command: "false"
              retries: 1
              delay: 0.3
              until: false
              ignore_errors: true
            - name: Fail
              fail:
                msg: "<b>no</b>"
              when: inventory_hostname == 'two'
        """

    private func site() throws -> Site {
        try Site(["play.yml": Self.playbook, "hosts": "one ansible_connection=local\ntwo ansible_connection=local\n"])
    }

    private func events(_ site: Site, _ name: String) throws -> [[String: Any]] {
        try site.text(name).split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func mode(_ site: Site, _ name: String) throws -> Int? {
        let file = site.folder.appending(path: name).path
        return try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    }

    @Test(arguments: ["ansible-playbook", "swiftplay"])
    func eventsAreLinesOfJSON(name: String) throws {
        let site = try site()
        try "old".write(to: site.folder.appending(path: "events"), atomically: true, encoding: .utf8)
        let result = try site.run(name, ["-i", "hosts", "play.yml", "--events", "events"])
        #expect(result.status == 2, "\(result.error)")
        #expect(try mode(site, "events") == 0o600)
        let events = try events(site, "events")
        #expect(events.first?["schema"] as? String == "swiftplay.events/1")
        #expect(events.last?["event"] as? String == "recap")
        #expect(events.filter { $0["event"] as? String == "task" }.count == 4)
        let results = events.filter { $0["event"] as? String == "result" }
        #expect(results.count == 8)
        for result in results {
            let spent = try #require(result["spent"] as? [String: Double])
            let seconds = try #require(result["seconds"] as? Double)
            #expect(abs(spent.values.reduce(0, +) - seconds) < 0.001)
        }
        let retried = try #require(results.first { $0["ignored"] as? Bool == true })
        #expect(try #require(retried["spent"] as? [String: Double])["wait"] ?? 0 > 0.25)
        #expect(!site.text("events").contains("hunter2"))
        let error = try #require(results.compactMap { $0["error"] as? [String: Any] }.last)
        #expect((error["text"] as? String)?.contains("- name: Fail") == true)
        let times = events.compactMap { $0["time"] as? Double }
        #expect(times == times.sorted())
    }

    @Test func theNewOptionsTakeNoShortNameAway() throws {
        let site = try site()
        let result = try site.run("ansible-playbook", ["-i", "hosts", "play.yml", "--e", "x=1", "--list-tasks"])
        #expect(result.status == 0, "\(result.error)")
        let short = try site.run("ansible-playbook", ["-i", "hosts", "play.yml", "--even", "x"])
        #expect(short.status == 2)
        #expect(try !site.run("ansible-playbook", ["--help"]).output.contains("--events"))
        #expect(try site.run("swiftplay", ["playbook", "--help"]).output.contains("--events FILE"))
        #expect(try site.run("ansible-playbook", ["-i", "hosts", "play.yml", "--otlp", "http://x"]).status == 2)
    }

    @Test func aReportIsMadeAtOnceOrLater() throws {
        let site = try site()
        _ = try site.run("swiftplay", ["-i", "hosts", "play.yml", "--events", "run.jsonl", "--report", "now.html"])
        let made = try site.run("swiftplay", ["report", "run.jsonl", "-o", "later.html"])
        #expect(made.output == "later.html\n")
        #expect(try mode(site, "now.html") == 0o600 && mode(site, "later.html") == 0o600)
        for name in ["now.html", "later.html"] {
            let page = site.text(name)
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(page.contains("<title>play.yml: failed</title>"))
            #expect(page.contains(#"\u003cb\u003eno"#) && !page.contains("<b>no"))
            #expect(!page.contains("hunter2"))
        }
    }

    @Test func aRunWithAJournalKeepsItsEventsForAReport() throws {
        let site = try site()
        for limit in ["one", "two"] {
            _ = try site.run("swiftplay", ["-i", "hosts", "play.yml", "--limit", limit])
        }
        let runs = site.folder.appending(path: ".swiftplay/runs").path
        let ids = try FileManager.default.contentsOfDirectory(atPath: runs).sorted()
        try #require(ids.count == 2)
        for (id, host, other) in [(ids[0], "one", "two"), (ids[1], "two", "one")] {
            let kept = ".swiftplay/runs/\(id)/events.jsonl"
            #expect(try mode(site, kept) == 0o600)
            #expect(try events(site, kept).contains { $0["host"] as? String == host })
            #expect(try !events(site, kept).contains { $0["host"] as? String == other })
        }
        #expect(try site.run("swiftplay", ["report", "-o", "last.html"]).status == 0)
        #expect(try site.run("swiftplay", ["report", ids[1], "-o", "second.html"]).status == 0)
        #expect(try site.run("swiftplay", ["report", ids[0], "-o", "first.html"]).status == 0)
        #expect(site.text("last.html") == site.text("second.html"))
        #expect(site.text("last.html") != site.text("first.html"))
        #expect(try site.run("swiftplay", ["report", "19700101"]).error.contains("There is no run '19700101'"))
    }

    @Test func aResumedRunKeepsTheEventsOfEachAttempt() throws {
        let site = try site()
        #expect(try site.run("swiftplay", ["-i", "hosts", "play.yml"]).status == 2)
        try Self.playbook.replacing("    when: inventory_hostname == 'two'", with: "    when: false")
            .write(to: site.folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        #expect(try site.run("swiftplay", ["resume", "--force"]).status == 0)
        let runs = site.folder.appending(path: ".swiftplay/runs").path
        let id = try #require(try FileManager.default.contentsOfDirectory(atPath: runs).first)
        func failures(_ name: String) throws -> Int {
            try events(site, ".swiftplay/runs/\(id)/\(name)").count {
                $0["event"] as? String == "result" && $0["status"] as? String == "failed"
                    && $0["ignored"] as? Bool != true
            }
        }
        #expect(try failures("events.1.jsonl") == 1 && failures("events.jsonl") == 0)
        for (options, title) in [([], "ok"), (["--attempt", "1"], "failed"), (["--attempt", "2"], "ok")] {
            #expect(try site.run("swiftplay", ["report", id] + options).status == 0)
            #expect(site.text("swiftplay-report.html").contains("<title>play.yml: \(title)</title>"), "\(options)")
        }
        let none = try site.run("swiftplay", ["report", "--attempt", "3"])
        #expect(none.status == 1 && none.error.contains("has no attempt 3: there are 1 to 2."))
    }

    @Test func filesThatCannotBeWrittenEndTheRunBeforeItBegins() throws {
        let site = try site()
        for option in ["--events", "--report"] {
            let result = try site.run("ansible-playbook", ["-i", "hosts", "play.yml", option, "nowhere/file"])
            #expect(result.status == 1)
            #expect(result.error.contains("nowhere/file: No such file or directory"))
            #expect(!result.output.contains("PLAY ["))
        }
        let report = try site.run("swiftplay", ["report"])
        #expect(report.status == 1)
        #expect(report.error.contains("no events of a run"))
        #expect(try site.run("swiftplay", ["report", "hosts"]).error.contains("hosts:1"))
    }

    @Test func adHocTasksAreKeptToo() throws {
        let site = try site()
        _ = try site.run("ansible", ["all", "-i", "hosts", "-m", "ping", "--events", "events"])
        #expect(try events(site, "events").filter { $0["event"] as? String == "result" }.count == 2)
    }
}
