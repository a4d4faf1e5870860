import Foundation
import Testing

/// The live view at a real terminal.
@Suite struct LiveViewTests {
    /// Commands of a shell that go on when the test says so.
    private static let wait = "until [ -e '{{ playbook_dir }}/go' ]; do sleep 0.05; done"

    private static let playbook = """
        - hosts: all
          gather_facts: false
          tasks:
            - name: Take a while
              shell: for i in 1 2 3 4; do echo "step $i"; done; \(wait); echo "step 5"
            - name: Afterwards
              command: echo after
        """

    private func site(_ playbook: String = playbook, hosts: Int = 1) throws -> Site {
        let names = (1...hosts).map { "host\($0) ansible_connection=local\n" }
        return try Site(["play.yml": playbook, "hosts": names.joined()])
    }

    /// Lets the tasks of a site go on.
    private func go(_ site: Site) throws { try Data().write(to: site.folder.appending(path: "go")) }

    private static let arguments = ["-i", "hosts", "play.yml"]

    @Test(arguments: [1, 3]) func whatRunsIsShownAndNothingOfItStays(hosts: Int) throws {
        let site = try site(hosts: hosts)
        let live = try Terminal("swiftplay", Self.arguments, in: site, columns: 80)
        live.read { $0.screen.text.contains("step 4") }
        let shown = live.screen.text.split(separator: "\n").map(String.init)
        #expect(shown.contains { $0.hasPrefix("── ") && $0.contains("task 1 of 2") })
        #expect(shown.contains { $0.contains("Take a while") && $0.contains(hosts == 1 ? "host1" : "3 running") })
        #expect(shown.contains { $0.hasPrefix("   v more") })
        let region = shown.drop { !$0.hasPrefix("── ") }
        #expect(region.count > 2 && region.allSatisfy { $0.count < 80 })
        try go(site)
        #expect(live.end() == 0)
        #expect(live.stream.contains("\u{1B}[?2026h"))
        // What stays is what a run without the view prints.
        let plain = try Terminal("swiftplay", Self.arguments + ["--no-live"], in: site, columns: 80)
        #expect(plain.end() == 0)
        #expect(!plain.stream.contains("\u{1B}[?2026h"))
        func sorted(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
        #expect(sorted(live.screen.text) == sorted(plain.screen.text))
    }

    @Test func keysShowMoreAndEndTheRunAfterTheRunningTask() throws {
        let site = try site()
        let live = try Terminal("swiftplay", Self.arguments, in: site, columns: 80)
        live.read { $0.screen.text.contains("step 4") }
        live.press("h")
        live.read { $0.screen.text.contains("   host1:\n     step 1") }
        live.press("hv")
        live.read { $0.screen.text.contains("v less") }
        live.press("q")
        live.read { $0.screen.text.contains("stopping after the running tasks") }
        try go(site)
        #expect(live.end() == 99)
        #expect(!live.screen.text.contains("Afterwards"))
        #expect(live.screen.text.contains(#/host1 +: ok=1 +changed=1/#))
        #expect(!live.screen.text.contains("stopping"))
    }

    @Test func theOperatorIsAskedWithoutTheViewInTheWay() throws {
        let site = try site(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: for i in 1 2 3 4; do echo "step $i"; sleep 0.2; done
                - pause:
                    prompt: Go on
                - debug:
                    msg: went on
            """)
        let live = try Terminal("swiftplay", Self.arguments, in: site, columns: 80)
        live.read { $0.screen.text.contains("Go on:") }
        #expect(!live.screen.text.contains("v more"))
        live.press("\r")
        #expect(live.end() == 0)
        #expect(live.screen.text.contains("\"msg\": \"went on\""))
    }

    @Test func hostsDoNotDriveTheTerminal() throws {
        let site = try site(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: printf 'a\\033[2Jb\\033]0;title\\007\\n'; \(Self.wait)
            """)
        let live = try Terminal("swiftplay", Self.arguments, in: site, columns: 80)
        live.read { $0.screen.text.contains("title") }
        try go(site)
        #expect(live.end() == 0)
        #expect(!live.stream.contains("\u{1B}[2J") && !live.stream.contains("\u{1B}]0"))
        #expect(live.stream.contains(#"a\u001b[2Jb"#))
    }

    @Test func secretsAreMaskedInWhatStreams() throws {
        let site = try site(
            """
            - hosts: all
              gather_facts: false
              vars_prompt:
                - name: word
                  prompt: Word
              tasks:
                - shell: echo "say {{ word }}"; \(Self.wait)
                - shell: for i in 1 2 3 4 5; do echo "hidden-{{ word }}"; sleep 0.2; done
                  no_log: true
            """)
        let live = try Terminal("swiftplay", Self.arguments, in: site, columns: 80)
        live.read { $0.screen.text.contains("Word:") }
        live.press("correct-horse\r")
        live.read { $0.screen.text.contains("say ***") }
        try go(site)
        #expect(live.end() == 0)
        #expect(live.stream.contains("say ********"))
        #expect(!live.stream.contains("correct-horse") && !live.stream.contains("hidden"))
    }

    @Test(arguments: [
        ("ansible-playbook", [:]), ("swiftplay", ["CI": "true"]), ("swiftplay", ["SWIFTPLAY_LIVE": "0"]),
        ("swiftplay", ["TERM": "dumb"]),
    ])
    func elsewhereThereIsPlainText(name: String, environment: [String: String]) throws {
        let site = try site("- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: echo one; sleep 0.6\n")
        let run = try Terminal(name, Self.arguments, in: site, columns: 80, environment: environment)
        #expect(run.end() == 0)
        #expect(!run.stream.contains("\u{1B}[?2026h"))
    }

    @Test(arguments: [("", true), ("0", false), ("1", false), ("never", false)])
    func coloursFollowTheEnvironment(word: String, isColoured: Bool) throws {
        let site = try site("- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: echo one; sleep 0.5\n")
        let run = try Terminal("swiftplay", Self.arguments, in: site, columns: 80, environment: ["NO_COLOR": word])
        #expect(run.end() == 0)
        #expect(run.stream.contains("\u{1B}[0;33m") == isColoured)
    }

    @Test func outputIsPrintedWhileItComesAtTwoVsUnderItsOwnName() throws {
        let site = try site(
            "- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: echo one; sleep 0.6; echo two\n")
        let own = try site.run("swiftplay", Self.arguments + ["-vv"])
        #expect(own.output.contains("<host1> one\n<host1> two\n"))
        #expect(try !site.run("swiftplay", Self.arguments + ["-v"]).output.contains("<host1>"))
        #expect(try !site.run("ansible-playbook", Self.arguments + ["-vv"]).output.contains("<host1> one"))
    }
}
