import Foundation
import Testing

/// An empty pattern or limit never means all hosts.
@Suite struct EmptyHostsTests {
    /// How a run with such hosts ends: nobody matched (0) or an error of content (4).
    static let hosts: [(written: String, status: Int32)] = [
        ("\"{{ groups['old'] | default([]) }}\"", 0), ("\"{{ nothing }}\"", 0), ("\"{{ ',' }}\"", 0), ("':'", 0),
        ("['{{ omit }}']", 0), ("\"{{ [] | join(',') }}\"", 4), ("''", 4), ("' '", 4), ("['left', '']", 4),
        ("['all', '{{ nothing | join }}']", 4), ("\"{{ omit }}\"", 4), ("\"{{ none }}\"", 4), ("~", 4), ("[]", 4),
        ("\"{{ [''] }}\"", 4), ("\"{{ hostvars['one'].blank }}\"", 4), ("\"{{ [[], []] }}\"", 4),
        ("\"{{ unknown }}\"", 4), ("\"{{ {'one': 1} }}\"", 4), ("'&'", 1), ("'all:&'", 1), ("'!'", 1),
    ]

    @Test(arguments: hosts, [[], ["--list-hosts"], ["--list-tasks"]])
    func emptyHostsSelectNone(_ hosts: (written: String, status: Int32), _ mode: [String]) throws {
        let result = try run(hosts: hosts.written, mode)
        // Only listings of hosts and runs look for the hosts of a pattern.
        #expect(result.status == (mode == ["--list-tasks"] && hosts.status == 1 ? 0 : hosts.status), "\(result)")
        #expect(!result.output.contains("TASK ["))
        #expect(!result.output.contains("      one") && !result.output.contains("      two"))
        if hosts.status == 0 {
            let told = mode == ["--list-hosts"] ? "hosts (0)" : mode == [] ? "skipping: no hosts matched" : "tasks:"
            #expect(result.output.contains(told))
        }
    }

    @Test(arguments: ["@empty", "@blank", "@empty:@blank"], [[], ["--list-hosts"], ["--list-tasks"]])
    func limitFilesWithoutPatternsLeaveNone(_ limit: String, _ mode: [String]) throws {
        let result = try run(hosts: "all", ["-l", limit] + mode)
        #expect(result.status == 0, "\(result)")
        let told = mode == ["--list-hosts"] ? "hosts (0)" : mode == [] ? "skipping: no hosts matched" : "tasks:"
        #expect(result.output.contains(told) && !result.output.contains("one"), "\(result)")
    }

    @Test(arguments: ["", " ", ",", ":", "nobody:@empty"], [[], ["--list-hosts"], ["--list-tasks"]])
    func emptyLimitLeavesNone(_ limit: String, _ mode: [String]) throws {
        let result = try run(hosts: "all", ["-l", limit] + mode)
        #expect(result.status == 1)
        #expect(result.error.contains("leaves us with no hosts to target"))
        #expect(!result.output.contains("one"))
    }

    @Test(arguments: ["", " ", ",", ":"]) func emptyAdHocPatternsSelectNone(_ pattern: String) throws {
        let listed = try adHoc([pattern, "--list-hosts"])
        #expect(listed.output.contains("hosts (0)"))
        let ran = try adHoc([pattern, "-m", "debug"])
        #expect(!ran.output.contains("one") && !ran.output.contains("two"))
        #expect(try adHoc(["all", "-m", "debug", "-l", "@empty"]).status == 1)
    }

    /// The play tells what is wrong with a pattern, which it renders first.
    @Test func aPatternThatMatchesNobodyIsForThePlayToRefuse() throws {
        let environment = ["ANSIBLE_HOST_PATTERN_MISMATCH": "error"]
        let rendered = try adHoc(["{{ 'one' }}", "-m", "{{ 'debug' }}", "-a", "msg=ran"], environment)
        #expect(rendered.status == 0 && rendered.output.contains("ran"), "\(rendered)")
        let unknown = try adHoc(["nobody", "-m", "debug"], environment)
        #expect(unknown.status == 1 && unknown.error.contains("Could not match supplied host pattern"), "\(unknown)")
        #expect(try adHoc(["nobody", "-m", "debug", "-l", "one"], environment).status == 1)
    }

    @Test func hostsMayNameGroupsAndHostVariablesInListings() throws {
        for hosts in ["\"{{ groups['some'] }}\"", "\"{{ hostvars['one'].other }}\""] {
            let result = try run(hosts: hosts, ["--list-hosts"])
            #expect(result.output.contains("hosts (1):\n      two\n"), "\(result)")
        }
        #expect(try run(hosts: "\"{{ groups['some'] }}\"", []).output.contains("PLAY [['two']]"))
    }

    // MARK: Running

    private func run(hosts: String, _ arguments: [String]) throws -> Command.Result {
        try with { directory in
            let play = "- hosts: \(hosts)\n  gather_facts: false\n  vars: {nothing: []}\n  tasks: [debug: ]\n"
            try Data(play.utf8).write(to: directory.appending(path: "play.yml"))
            return try Command(directory: directory).run(["-i", "hosts", "play.yml"] + arguments)
        }
    }

    private func adHoc(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Command.Result {
        try with { directory in
            try Command(name: "ansible", directory: directory, environment: environment).run(
                ["-i", "hosts"] + arguments)
        }
    }

    private func with(_ body: (URL) throws -> Command.Result) throws -> Command.Result {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let inventory = "one other=two blank=\ntwo\n[some]\ntwo\n[all:vars]\nansible_connection=local\n"
        for (name, text) in [("hosts", inventory), ("empty", ""), ("blank", "\n  \n")] {
            try Data(text.utf8).write(to: directory.appending(path: name))
        }
        return try body(directory)
    }
}
