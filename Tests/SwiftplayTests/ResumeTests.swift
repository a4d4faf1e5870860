import Foundation
import Testing

/// Runs that ended before their time, and are gone on with.
@Suite struct ResumeTests {
    /// The controller is the process above the lookup's shell.
    private static let head = """
        - hosts: all
          gather_facts: false
          vars:
            controller: "{{ lookup('pipe', 'echo $PPID') }}"
          handlers:
            - name: Restart
              shell: echo restart >>log-{{ inventory_hostname }}
          tasks:

        """

    private static let environment = ["SWIFTPLAY_DURABLE_WRITES": "0"]

    private func site(_ tasks: String, hosts: String = "a b") throws -> Site {
        let lines = hosts.split(separator: " ").map { "\($0) ansible_connection=local\n" }.joined()
        return try Site(["play.yml": Self.head + tasks, "hosts": lines, "ansible.cfg": "[defaults]\nnocolor = true\n"])
    }

    private func run(_ site: Site, _ words: [String] = ["play.yml", "-i", "hosts"]) throws -> Command.Result {
        try site.run("swiftplay", words, Self.environment)
    }

    private func log(_ site: Site, _ host: String = "a") -> [String] {
        site.text("log-\(host)").split(separator: "\n").map(String.init)
    }

    /// A shell command that strikes once.
    private static func once(_ trouble: String) -> String {
        "test -e struck && exit 0; touch struck; \(trouble)"
    }

    private static let kill = once("kill -KILL {{ controller }}; sleep 20; exit 1")

    /// Results, facts, loops, blocks and handlers are there after the controller was killed, and nothing is done twice.
    @Test func goesOnWhereItWasKilled() throws {
        let site = try site(
            """
                - shell: echo one >>log-{{ inventory_hostname }}; echo first {{ inventory_hostname }}
                  register: one
                  notify: Restart
                - set_fact:
                    kept: "{{ one.stdout }}, {{ 100000 | random }}"
                - shell: echo {{ item }} >>log-{{ inventory_hostname }}; echo item {{ item }}
                  loop: [x, y]
                  loop_control:
                    pause: 0.01
                  register: looped
                - copy:
                    content: "{{ kept }}"
                    dest: "{{ playbook_dir }}/before-{{ inventory_hostname }}"
                - block:
                    - shell: echo broken >>log-{{ inventory_hostname }}; exit 3
                  rescue:
                    - shell: echo rescue {{ ansible_failed_result.rc }} >>log-{{ inventory_hostname }}
                    - shell: \(Self.kill)
                      when: inventory_hostname == 'b'
                  always:
                    - shell: echo always >>log-{{ inventory_hostname }}
                - copy:
                    content: "{{ kept }}"
                    dest: "{{ playbook_dir }}/after-{{ inventory_hostname }}"
                - shell: echo {{ looped.results | map(attribute='stdout') | join(',') }} >>log-{{ inventory_hostname }}
            """)
        let first = try run(site)
        #expect(first.status == 9 && site.text("struck") == "")
        let again = try run(site, ["resume"])
        #expect(again.status == 0, "\(again.output)\(again.error)")
        for host in ["a", "b"] {
            #expect(
                log(site, host) == [
                    "one", "x", "y", "broken", "rescue 3", "always", "item x,item y", "restart",
                ], "\(again.output)")
            #expect(site.text("before-\(host)") == site.text("after-\(host)"))
        }
        #expect(again.output.contains("changed: [a] (done before)"))
        #expect(again.output.contains("a                          : ok="))
        // The run has come to its end.
        let third = try run(site, ["resume"])
        #expect(third.status == 1 && third.error.contains("There is no run to go on with"))
    }

    /// What failed is tried again; what was done is not, on other hosts either.
    @Test func triesAgainWhatFailed() throws {
        let site = try site(
            """
                - shell: echo one >>log-{{ inventory_hostname }}
                - shell: echo two >>log-{{ inventory_hostname }}; test -e mended || test {{ inventory_hostname }} = b
                - shell: echo three >>log-{{ inventory_hostname }}
            """)
        let first = try run(site)
        #expect(first.status == 2 && first.output.contains("To go on where this run has ended: swiftplay resume "))
        #expect(log(site) == ["one", "two"] && log(site, "b") == ["one", "two", "three"])
        try "".write(to: site.folder.appending(path: "mended"), atomically: true, encoding: .utf8)
        let again = try run(site, ["resume"])
        #expect(again.status == 0, "\(again.output)\(again.error)")
        #expect(log(site) == ["one", "two", "two", "three"] && log(site, "b") == ["one", "two", "three"])
    }

    /// A task may be mended; what has run may not be changed unless the operator insists.
    @Test func namesWhatHasChanged() throws {
        let tasks = """
                - shell: echo one >>log-{{ inventory_hostname }}
                - shell: echo two >>log-{{ inventory_hostname }}; false
                - shell: echo three >>log-{{ inventory_hostname }}
            """
        let site = try site(tasks, hosts: "a")
        func write(_ text: String) throws {
            try (Self.head + text).write(
                to: site.folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        }
        #expect(try run(site).status == 2)
        try write(tasks.replacingOccurrences(of: "echo one", with: "echo another"))
        let refused = try run(site, ["resume"])
        #expect(refused.status == 1 && refused.error.contains("play.yml:9: the task"), "\(refused.error)")
        #expect(log(site) == ["one", "two"])
        try write("    # A remark.\n" + tasks.replacingOccurrences(of: "; false", with: ""))
        let mended = try run(site, ["resume"])
        #expect(mended.status == 0, "\(mended.output)\(mended.error)")
        #expect(mended.error.contains("play.yml has changed since the run began"))
        #expect(log(site) == ["one", "two", "two", "three"])
    }

    @Test func insistsWithForce() throws {
        let tasks = """
                - shell: echo one >>log-{{ inventory_hostname }}
                - shell: echo two >>log-{{ inventory_hostname }}
                - shell: test -e mended
                - shell: echo three >>log-{{ inventory_hostname }}
            """
        let site = try site(tasks, hosts: "a")
        #expect(try run(site).status == 2)
        let lines = tasks.split(separator: "\n")
        // The first task is gone, and another one stands before the failed one.
        let changed = [
            lines[1], "    - shell: echo new >>log-{{ inventory_hostname }}; touch mended", lines[2], lines[3],
        ]
        try (Self.head + changed.joined(separator: "\n")).write(
            to: site.folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        #expect(try run(site, ["resume"]).status == 1)
        let forced = try run(site, ["resume", "--force"])
        #expect(forced.status == 0, "\(forced.output)\(forced.error)")
        #expect(log(site) == ["one", "two", "new", "three"])
    }

    /// Handlers that were notified before a failure are told, and run by the next run of the play or at once.
    @Test(arguments: [["resume", "--handlers"], ["play.yml", "-i", "hosts"]])
    func owesHandlers(_ words: [String]) throws {
        let site = try site(
            """
                - shell: echo one >>log-{{ inventory_hostname }}
                  args:
                    creates: log-{{ inventory_hostname }}
                  notify: Restart
                - shell: test -e mended
            """, hosts: "a")
        let first = try run(site)
        #expect(first.status == 2 && first.output.contains("Handlers owed:\n  a : Restart\n"), "\(first.output)")
        try "".write(to: site.folder.appending(path: "mended"), atomically: true, encoding: .utf8)
        let next = try run(site, words)
        #expect(next.status == 0, "\(next.output)\(next.error)")
        #expect(log(site) == ["one", "restart"])
        #expect(site.text(".swiftplay/owed.json") == "[]\n")
        // Whoever goes on with the first run does not run them once more.
        if words[0] == "resume" {
            #expect(try run(site, ["resume"]).status == 0)
            #expect(log(site) == ["one", "restart"])
        }
    }

    /// The first Ctrl+C lets tasks end and `always` run; the journal knows where to go on.
    @Test func stopsInOrder() throws {
        let site = try site(
            """
                - block:
                    - shell: echo one >>log-{{ inventory_hostname }}
                      notify: Restart
                    - shell: \(Self.once("kill -INT {{ controller }}; sleep 0.5; echo two >>log-{{ inventory_hostname }}"))
                    - shell: echo three >>log-{{ inventory_hostname }}
                  rescue:
                    - shell: echo rescue >>log-{{ inventory_hostname }}
                  always:
                    - shell: echo always >>log-{{ inventory_hostname }}
            """, hosts: "a")
        let first = try run(site)
        #expect(first.status == 99 && first.error.contains("Press Ctrl+C again"), "\(first.output)\(first.error)")
        #expect(log(site) == ["one", "two", "always"])
        #expect(first.output.contains("PLAY RECAP") && first.output.contains("  a : Restart\n"))
        let again = try run(site, ["resume"])
        #expect(again.status == 0, "\(again.output)\(again.error)")
        #expect(log(site) == ["one", "two", "always", "three", "always", "restart"])
    }

    /// Under Ansible's names nothing is written down unless it is asked for, and Ctrl+C ends the run at once.
    @Test func isOffUnderOtherNames() throws {
        let site = try site("    - shell: \"true\"\n", hosts: "a")
        #expect(try site.run("ansible-playbook", ["play.yml", "-i", "hosts"]).status == 0)
        #expect(try site.run("swiftplay", ["play.yml", "-i", "hosts", "--no-journal"]).status == 0)
        #expect(!FileManager.default.fileExists(atPath: site.folder.appending(path: ".swiftplay").path))
        #expect(try site.run("ansible-playbook", ["play.yml", "-i", "hosts"], ["SWIFTPLAY_JOURNAL": "1"]).status == 0)
        #expect(FileManager.default.fileExists(atPath: site.folder.appending(path: ".swiftplay/runs").path))
        #expect(try site.run("ansible-playbook", ["play.yml", "-i", "hosts", "--journal"]).status == 2)
    }

    /// Nothing that is written down can be read without the key, and nobody else may read that.
    @Test func keepsSecrets() throws {
        let site = try site(
            """
                - shell: echo {{ word }}; false
                  register: said
            """, hosts: "a")
        let secret = "canary-\(UUID().uuidString)"
        #expect(try run(site, ["play.yml", "-i", "hosts", "-e", "word=\(secret)"]).status == 2)
        let runs = site.folder.appending(path: ".swiftplay/runs")
        let names = try FileManager.default.contentsOfDirectory(atPath: runs.path)
        #expect(names.count == 1)
        let folder = runs.appending(path: names[0])
        for name in ["journal", "key", "run.json", "state"] {
            let file = folder.appending(path: name)
            let data = try Data(contentsOf: file)
            #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        #expect(try Data(contentsOf: folder.appending(path: "key")).count == 32)
    }

    /// With a vault's password the key is sealed by it.
    @Test func sealsItsKeyByTheVault() throws {
        let site = try site("    - shell: test -e mended\n", hosts: "a")
        try "pw\n".write(to: site.folder.appending(path: "pw"), atomically: true, encoding: .utf8)
        #expect(try run(site, ["play.yml", "-i", "hosts", "--vault-password-file", "pw"]).status == 2)
        #expect(site.texts(below: ".swiftplay/runs").contains("$ANSIBLE_VAULT;"))
        try "".write(to: site.folder.appending(path: "mended"), atomically: true, encoding: .utf8)
        try "no\n".write(to: site.folder.appending(path: "other"), atomically: true, encoding: .utf8)
        let refused = try run(site, ["resume", "--vault-password-file", "other"])
        #expect(refused.status == 1 && refused.error.contains("sealed by a vault's password"), "\(refused.error)")
        let again = try run(site, ["resume"])
        #expect(again.status == 0, "\(again.output)\(again.error)")
    }

    /// `rescue` catches that a host cannot be reached: under our own name, where a setting says so, or where tasks give retries.
    @Test func rescuesTheUnreachable() throws {
        let site = try Site([
            "hosts": "a ansible_host=127.0.0.1 ansible_port=1 ansible_connection=ssh\n",
            "play.yml": """
            - hosts: a
              gather_facts: false
              tasks:
                - block:
                    - ping:
                  rescue:
                    - debug:
                        msg: "lost {{ ansible_failed_result.unreachable }}"
                    - copy:
                        content: "{{ ansible_failed_result.unreachable }}"
                        dest: "{{ playbook_dir }}/told"
                      delegate_to: localhost
            """,
        ])
        let usual = try site.run("ansible-playbook", ["play.yml", "-i", "hosts"])
        #expect(usual.status == 4 && !usual.output.contains("lost"))
        let off = try site.run("swiftplay", ["play.yml", "-i", "hosts"], ["SWIFTPLAY_RESCUE_UNREACHABLE": "0"])
        #expect(off.status == 4 && !off.output.contains("lost"))
        for (name, settings) in [("swiftplay", [:]), ("ansible-playbook", ["SWIFTPLAY_RESCUE_UNREACHABLE": "1"])] {
            let caught = try site.run(name, ["play.yml", "-i", "hosts"], settings)
            #expect(caught.status == 0 && caught.output.contains("lost"), "\(caught.output)\(caught.error)")
        }
        let play = site.text("play.yml").replacingOccurrences(
            of: "- ping:", with: "- ping:\n          unreachable_retries: 1\n          unreachable_delay: 0")
        try play.write(to: site.folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        let rescued = try site.run("ansible-playbook", ["play.yml", "-i", "hosts"])
        #expect(rescued.status == 0 && site.text("told").lowercased() == "true", "\(rescued.output)\(rescued.error)")
        #expect(rescued.output.contains("UNREACHABLE - RETRYING: [a]"))
        #expect(rescued.output.contains("rescued=1"))
    }
}
