import Foundation
import Testing

/// Roles of a play that run side by side on a host.
@Suite struct GraphStrategyTests {
    /// A site whose roles have the given tasks, in the order of their names, and dependencies.
    private static func site(
        _ roles: [String: String], dependencies: [String: String] = [:], play: String = "", tasks: String = "",
        hosts: String = "a b"
    ) throws -> Site {
        var files = [
            "hosts": hosts.split(separator: " ").map { "\($0) ansible_connection=local\n" }.joined(),
            "ansible.cfg": "[defaults]\nstrategy = graph\nforks = 20\n",
        ]
        for (role, tasks) in roles { files["roles/\(role)/tasks/main.yml"] = tasks }
        for (role, names) in dependencies { files["roles/\(role)/meta/main.yml"] = "dependencies: [\(names)]\n" }
        let listed = roles.keys.filter { !$0.hasPrefix("base") }.sorted().joined(separator: ", ")
        files["play.yml"] = """
            - hosts: all
              gather_facts: false
              roles: [\(listed)]
            \(play)
              tasks:
                - shell: echo end >>log-{{ inventory_hostname }}
            \(tasks)
            """
        return try Site(files)
    }

    private static func run(_ site: Site, _ words: [String] = []) throws -> Command.Result {
        try site.run(
            "swiftplay", ["play.yml", "-i", "hosts"] + words,
            ["ANSIBLE_FORKS": "20", "SWIFTPLAY_DURABLE_WRITES": "0"])
    }

    private static func log(_ site: Site, _ host: String = "a") -> [String] {
        site.text("log-\(host)").split(separator: "\n").map(String.init)
    }

    private static func write(_ text: String) -> String {
        "- shell: echo \(text) >>log-{{ inventory_hostname }}\n"
    }

    /// Leaves a mark on the host and waits until the other role's mark is there, as only roles that run at the same time
    /// can.
    private static func meet(_ own: String, _ other: String) -> String {
        """
        - shell: >-
            touch {{ inventory_hostname }}-\(own);
            for i in $(seq 600); do test -e {{ inventory_hostname }}-\(other) && exit 0; sleep 0.1; done; exit 1

        """
    }

    @Test func rolesThatDoNotDependOnEachOtherOverlap() throws {
        let site = try Self.site(["one": Self.meet("one", "two"), "two": Self.meet("two", "one")])
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        #expect(Self.log(site) == ["end"])
    }

    @Test func dependenciesRunFirstAndOnce() throws {
        let site = try Self.site(
            [
                "base": "- set_fact: {known: base}\n" + Self.write("base"),
                "one": Self.write("one {{ known }}"), "two": Self.write("two {{ known }}"),
                "three": Self.write("three {{ known | default('nothing') }}"),
            ], dependencies: ["one": "base", "two": "base"])
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        for host in ["a", "b"] {
            let log = Self.log(site, host)
            #expect(log.sorted() == ["base", "end", "one base", "three nothing", "two base"], "\(log)")
            let base = try #require(log.firstIndex(of: "base"))
            #expect(log[base...].contains("one base") && log[base...].contains("two base") && log.last == "end")
        }
    }

    /// A role sees its own results where others run the same tasks; in the end the last role in order has the word.
    @Test func variablesAreEachRolesOwnWhileItRuns() throws {
        let helper = """
            - include_role: {name: base_helper}
              vars: {what: "{{ caller }}"}
            - set_fact: {last: "{{ role_name }}"}

            """
        let site = try Self.site(
            [
                "base_helper": """
                - shell: echo {{ what }}
                  register: answer
                - shell: echo {{ answer.stdout == what }} >>log-{{ inventory_hostname }}
                  loop: [1, 2, 3]
                """,
                "one": helper.replacing("caller", with: "'one'"), "three": helper.replacing("caller", with: "'three'"),
                "two": helper.replacing("caller", with: "'two'"),
            ], tasks: "    - shell: echo {{ last }} {{ answer.stdout }} >>log-{{ inventory_hostname }}\n")
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        #expect(Self.log(site) == Array(repeating: "True", count: 9) + ["end", "two two"])
        #expect(result.output.contains("TASK [three | base_helper : shell]"))
        #expect(result.output.contains("TASK [three : set_fact]"))
    }

    /// Random plays end with the same variables, counts and handlers as where one role follows the other.
    @Test(arguments: 1...6)
    func endsAsLinearDoes(_ seed: UInt64) throws {
        let site = try Self.random(seed)
        let graph = try Self.run(site, ["-e", "how=graph"])
        let linear = try Self.run(site, ["-e", "how=linear"])
        let recap: (Command.Result) -> Substring? = { result in
            result.output.range(of: "PLAY RECAP").map { result.output[$0.lowerBound...] }
        }
        #expect(graph.status == linear.status)
        #expect(recap(graph) == recap(linear) && recap(graph) != nil, "\(graph.output)\n\(linear.output)")
        for host in ["a", "b"] {
            #expect(site.text("end-graph-\(host)") == site.text("end-linear-\(host)"))
            #expect(site.text("end-graph-\(host)").isEmpty == false)
        }
    }

    private static func random(_ seed: UInt64) throws -> Site {
        var random = seed &* 0x9E37_79B9_7F4A_7C15
        func pick(_ count: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(count))
        }
        var (roles, dependencies): ([String: String], [String: String]) = ([:], [:])
        for number in 0..<6 {
            let role = "r\(number)"
            let known = (0..<number).filter { _ in pick(3) == 0 }
            dependencies[role] = known.map { "r\($0)" }.joined(separator: ", ")
            let sum = known.map { "n\($0)" }.joined(separator: " + ")
            var tasks =
                "- set_fact: {n\(number): \"{{ \(sum.isEmpty ? "" : sum + " + ")\(pick(50)) }}\", last: \(role)}\n"
            for _ in 0..<pick(4) {
                switch pick(5) {
                case 0: tasks += "- command: \"true\"\n  notify: told \(pick(3))\n"
                case 1: tasks += "- command: \"false\"\n  ignore_errors: true\n  register: shared\n"
                case 2: tasks += "- block: [{fail: }]\n  rescue: [{set_fact: {saved: \(role)}}]\n"
                case 3: tasks += "- debug:\n  when: inventory_hostname == 'a'\n"
                default: tasks += "- set_fact: {once: \"{{ inventory_hostname }}\"}\n  run_once: true\n"
                }
            }
            roles[role] = tasks
        }
        let names = (0..<6).map { "n\($0)" } + ["last", "saved", "once"]
        let shown = names.map { "{{ \($0) | default('') }}" }.joined(separator: " ")
        let handlers = (0..<3).map {
            "    - {name: told \($0), shell: \"echo told \($0) >>end-{{ how }}-{{ inventory_hostname }}\"}\n"
        }
        return try site(
            roles, dependencies: dependencies,
            play: "  strategy: \"{{ how }}\"\n  handlers:\n" + handlers.joined(),
            tasks: "    - shell: echo \(shown) {{ shared.rc | default('') }} >>end-{{ how }}-{{ inventory_hostname }}\n"
        )
    }

    /// A host that fails in one role comes to the `always` of the others' blocks and goes no further, and what waits for
    /// the role does not begin on it.
    @Test func failureEndsTheHostInEveryRole() throws {
        let site = try Self.site(
            [
                "base": Self.meet("base", "one")
                    + "- fail:\n  when: inventory_hostname == 'a'\n" + Self.write("base"),
                "one": """
                - block:
                    - shell: touch {{ inventory_hostname }}-one
                    - shell: >-
                        for i in $(seq 600); do test -e {{ inventory_hostname }}-base && exit 0; sleep 0.1; done; exit 1
                    - shell: "true"
                      loop: "{{ range(400) | list }}"
                      when: inventory_hostname == 'a'
                    - shell: echo after >>log-{{ inventory_hostname }}
                  always:
                    - shell: echo always >>log-{{ inventory_hostname }}

                """ + Self.write("one"),
                "two": Self.write("two"),
            ], dependencies: ["two": "base"])
        let result = try Self.run(site)
        #expect(result.status == 2, "\(result.output)")
        #expect(Self.log(site) == ["always"], "\(result.output)")
        #expect(Self.log(site, "b").sorted() == ["after", "always", "base", "end", "one", "two"])
    }

    @Test func forcedHandlersRunOnHostsThatFailed() throws {
        let site = try Self.site(
            ["one": "- shell: \"true\"\n  notify: told\n- fail:\n", "two": Self.meet("two", "never-waited-for")],
            play: """
                  force_handlers: true
                  handlers:
                    - {name: told, shell: "echo told >>log-{{ inventory_hostname }}"}
                """, hosts: "a")
        try? "".write(to: site.folder.appending(path: "a-never-waited-for"), atomically: true, encoding: .utf8)
        let result = try Self.run(site)
        #expect(result.status == 2 && Self.log(site) == ["told"], "\(result.output)\(result.error)")
    }

    @Test(arguments: [("end_host", ["b"]), ("end_play", [])])
    func metaEndsEveryRole(_ action: String, stays: [String]) throws {
        let site = try Self.site([
            "one": "- meta: \(action)\n  when: inventory_hostname == 'a'\n" + Self.write("one"),
            "two": """
            - shell: "true"
              loop: "{{ range(200) | list }}"

            """ + Self.write("two"),
        ])
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        #expect(Self.log(site).isEmpty, "\(result.output)")
        #expect(Self.log(site, "b").sorted() == (stays.isEmpty ? [] : ["end", "one", "two"]))
    }

    @Test func declaredOrderKeepsRolesApart() throws {
        let site = try Self.site(
            ["one": Self.write("one"), "two": Self.write("two"), "three": Self.write("three")],
            play: "  vars: {ansible_swiftplay_role_order: [[two, three, one], [else, where]]}")
        let result = try Self.run(site)
        #expect(result.status == 0 && Self.log(site) == ["two", "three", "one", "end"], "\(result.output)")
    }

    @Test(arguments: [
        ("[[one, base]]", "The roles of the play wait for each other: base -> one -> base"),
        ("[one, two]", "The variable 'ansible_swiftplay_role_order' must be a list of lists of role names."),
        ("[[one, 2]]", "The variable 'ansible_swiftplay_role_order' must be a list of lists of role names."),
    ])
    func wrongOrderIsRefused(_ order: String, message: String) throws {
        let site = try Self.site(
            ["base": Self.write("base"), "one": Self.write("one"), "two": Self.write("two")],
            dependencies: ["one": "base"], play: "  vars: {ansible_swiftplay_role_order: \(order)}")
        let result = try Self.run(site)
        #expect(result.status == 1 && result.error.contains(message), "\(result.error)")
        #expect(Self.log(site).isEmpty)
    }

    /// The name of a role that only hosts know may be any role's: nothing runs beside it.
    @Test func roleNamedByHostsRunsAlone() throws {
        let site = try Site([
            "hosts": "a ansible_connection=local\nb ansible_connection=local\n",
            "ansible.cfg": "[defaults]\nstrategy = graph\n",
            "roles/one/tasks/main.yml": Self.write("one"), "roles/two/tasks/main.yml": Self.write("two"),
            "roles/mine_a/tasks/main.yml": Self.write("mine"), "roles/mine_b/tasks/main.yml": Self.write("mine"),
            "play.yml": """
            - hosts: all
              gather_facts: false
              roles: [one, "mine_{{ inventory_hostname }}", two]
            """,
        ])
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        for host in ["a", "b"] { #expect(Self.log(site, host) == ["one", "mine", "two"]) }
    }

    /// A role flushes what it has notified itself; the rest runs behind all roles.
    @Test func flushInARoleRunsItsOwnHandlers() throws {
        let site = try Self.site(
            [
                "one": "- shell: \"true\"\n  notify: first\n- meta: flush_handlers\n" + Self.write("one"),
                "two": "- shell: \"true\"\n  notify: [first, second]\n" + Self.write("two"),
            ],
            play: """
                  handlers:
                    - {name: first, shell: "echo first >>log-{{ inventory_hostname }}"}
                    - {name: second, shell: "echo second >>log-{{ inventory_hostname }}"}
                """, hosts: "a")
        let result = try Self.run(site)
        #expect(result.status == 0, "\(result.output)")
        let log = Self.log(site)
        #expect(log.filter { $0 != "two" } == ["first", "one", "end", "first", "second"], "\(log)")
    }

    @Test func startAtTaskRunsOneRoleAfterTheOther() throws {
        let site = try Self.site([
            "one": Self.write("one"), "two": "- name: Here\n  debug:\n" + Self.write("two"), "zero": Self.write("zero"),
        ])
        let result = try Self.run(site, ["--start-at-task", "two : Here"])
        #expect(result.status == 0 && Self.log(site) == ["two", "zero", "end"], "\(result.output)")
    }

    @Test func tagsChooseRolesAndWhatTheyDependOn() throws {
        let site = try Self.site(
            ["base": Self.write("base"), "one": Self.write("one"), "two": Self.write("two")],
            dependencies: ["one": "base"])
        let roles = "  roles: [{role: one, tags: one}, {role: two, tags: two}]\n"
        let play = site.text("play.yml").replacing("  roles: [one, two]\n", with: roles)
        try play.write(to: site.folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        let result = try Self.run(site, ["--tags", "one"])
        #expect(result.status == 0 && Self.log(site) == ["base", "one"], "\(result.output)")
    }

    /// A run that was killed while two roles were under way goes on in both of them, and does nothing twice.
    @Test func resumesInEveryRole() throws {
        func role(_ name: String, _ trouble: String) -> String {
            """
            - shell: echo \(name) 1 >>log-{{ inventory_hostname }}; echo \(name)
              register: answer
              notify: told
            - set_fact: {chosen_\(name): "{{ 1000000 | random }}"}
            - shell: echo {{ chosen_\(name) }} >before-\(name)-{{ inventory_hostname }}
            \(trouble)
            - shell: echo {{ chosen_\(name) }} >after-\(name)-{{ inventory_hostname }}
            - shell: echo {{ answer.stdout }} 2 >>log-{{ inventory_hostname }}
            """
        }
        // Kills the controller once the other role has come to where it waits.
        let kill = """
            - shell: >-
                test -e struck && exit 0;
                for i in $(seq 600); do test -s before-two-a && break; sleep 0.1; done;
                touch struck; kill -KILL {{ controller }}; sleep 20
              when: inventory_hostname == 'a'
            """
        let wait = """
            - shell: for i in $(seq 600); do test -e struck && exit 0; sleep 0.1; done; exit 1
            """
        let site = try Self.site(
            ["one": role("one", kill), "two": role("two", wait)],
            play: """
                  vars: {controller: "{{ lookup('pipe', 'echo $PPID') }}"}
                  handlers:
                    - {name: told, shell: "echo told >>log-{{ inventory_hostname }}"}
                """, hosts: "a")
        let first = try Self.run(site)
        #expect(first.status == 9, "\(first.output)")
        let again = try site.run("swiftplay", ["resume"], ["ANSIBLE_FORKS": "20"])
        #expect(again.status == 0, "\(again.output)\(again.error)")
        let log = Self.log(site)
        #expect(log.dropLast(2).sorted() == ["one 1", "one 2", "two 1", "two 2"], "\(log)")
        #expect(log.suffix(2) == ["end", "told"], "\(log)")
        for name in ["one", "two"] { #expect(site.text("before-\(name)-a") == site.text("after-\(name)-a")) }
    }

    /// Handlers that a failed run owes are run apart once, whichever role notified them.
    @Test func owedHandlersOfRolesRunApart() throws {
        let site = try Self.site(
            [
                "one": "- shell: \"true\"\n  notify: told\n- shell: touch one-{{ inventory_hostname }}\n",
                "two": """
                - shell: for i in $(seq 600); do test -e one-{{ inventory_hostname }} && exit 0; sleep 0.1; done; exit 1
                - shell: test -e mended

                """,
            ],
            play: "  handlers:\n    - {name: told, shell: \"echo told >>log-{{ inventory_hostname }}\"}", hosts: "a")
        #expect(try Self.run(site).status == 2)
        #expect(Self.log(site).isEmpty)
        let handlers = try site.run("swiftplay", ["resume", "--handlers"], ["ANSIBLE_FORKS": "20"])
        #expect(handlers.status == 0 && Self.log(site) == ["told"], "\(handlers.output)\(handlers.error)")
        try "".write(to: site.folder.appending(path: "mended"), atomically: true, encoding: .utf8)
        let rest = try site.run("swiftplay", ["resume"], ["ANSIBLE_FORKS": "20"])
        #expect(rest.status == 0 && Self.log(site) == ["told", "end"], "\(rest.output)\(rest.error)")
    }
}
