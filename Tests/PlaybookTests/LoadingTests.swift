import Diagnostics
import Foundation
import Testing
import Values

@testable import Playbook

/// What no listing shows: inheritance, run-time includes, deferred roles, circles.
@Suite struct LoadingTests {
    private static func tasks(_ play: Play) -> [Task] { play.blocks.flatMap(\.tasks).filter { !$0.isImplicit } }

    /// Conditions as they were written.
    private static func texts(_ conditions: [Value]) -> [String] {
        conditions.map { if case .template(let template) = $0 { template.text } else { $0.text ?? "" } }
    }

    @Test func keywordsAreInherited() throws {
        let site = """
            - hosts: all
              become: true
              environment: {A: 1}
              vars: {v: play}
              tasks:
                - block:
                    - debug:
                      when: c
                      environment: {A: 3}
                      become: false
                      tags: own
                      vars: {v: task}
                    - debug:
                  when: [a, b]
                  environment: {A: 2}
                  tags: [outer]
                  vars: {v: block, w: block}
            """
        try Project.temporary(["site.yml": site]) { project in
            let tasks = Self.tasks(try project.playbook().plays[0])
            #expect(Self.texts(tasks[0].effective.when) == ["a", "b", "c"])
            #expect(tasks[0].effective.environment == [["A": 1], ["A": 2], ["A": 3]])
            #expect(tasks[0].effective.become == false)
            #expect(tasks[0].effective.tags == ["own", "outer"])
            #expect(tasks[0].vars == ["v": "task", "w": "block"])
            #expect(tasks[1].effective.become == true)
            #expect(Self.texts(tasks[1].effective.when) == ["a", "b"])
            #expect(tasks[0].path.hasSuffix("site.yml:7"))
        }
    }

    @Test func runTimeIncludesInheritSurroundingsAndApply() throws {
        let site = """
            - hosts: all
              tasks:
                - block:
                    - include_tasks:
                        file: more.yml
                        apply: {tags: applied, become: true}
                      tags: [asked]
                      when: x
                      vars: {p: 1}
                  tags: around
                - include_role: {name: r}
                  tags: asked
            """
        let files = [
            "site.yml": site, "more.yml": "- debug:\n",
            "roles/r/tasks/main.yml": "- debug:\n- import_tasks: deep.yml\n", "roles/r/tasks/deep.yml": "- ping:\n",
            "roles/r/handlers/main.yml": "- name: h\n  ping:\n  listen: topic\n",
        ]
        try Project.temporary(files) { project in
            let play = try project.playbook().plays[0]
            let tasks = Self.tasks(play)
            let blocks = try project.loader.includeTasks("more.yml", by: tasks[0], vars: ["item": 7], in: play)
            let included = try #require(blocks.first?.tasks.first)
            #expect(included.effective.tags == ["applied", "around"])
            #expect(included.effective.become == true)
            #expect(included.effective.when.isEmpty)
            #expect(included.vars == ["p": 1, "item": 7])
            #expect(included.scope.includeParameters == ["p": 1, "item": 7])

            let role = try project.loader.includeRole(RoleRequest("r"), by: tasks[1], in: play)
            let titles = role.blocks.flatMap(\.tasks).map { $0.title() }
            #expect(titles == ["r : debug", "r : ping", "r : meta"])
            #expect(role.blocks.flatMap(\.tasks)[0].effective.tags.isEmpty)
            #expect(role.handlers.flatMap(\.tasks)[0].keywords.listen == ["topic", "r : topic"])
            #expect(!role.instance.isPublic)
        }
    }

    @Test func rolesWithHostsVariablesInTheirNamesAreDeferred() throws {
        let files = [
            "site.yml": "- hosts: all\n  roles:\n    - role: c/{{ provider }}\n      tags: t\n      level: 1\n",
            "roles/c/k3s/tasks/main.yml": "- ping:\n",
        ]
        try Project.temporary(files) { project in
            let play = try project.playbook().plays[0]
            let task = try #require(
                play.blocks.flatMap(\.tasks).first { if case .deferredRole = $0.kind { true } else { false } })
            let role = try project.loader.resolveRole("c/k3s", by: task, in: play)
            #expect(role.instance.name == "c/k3s")
            #expect(role.instance.parameters == ["level": 1])
            #expect(role.blocks.flatMap(\.tasks).first?.effective.tags == ["t"])
            let error = #expect(throws: Diagnostic.self) {
                try project.loader.resolveRole("c/nosuch", by: task, in: play)
            }
            #expect(error?.message.hasPrefix("the role 'c/nosuch' was not found in") == true)
        }
    }

    @Test func sameUsesOfARoleAreOne() throws {
        let files = [
            "site.yml": "- hosts: all\n  roles: [a, {role: a, x: 1}, a, b]\n", "roles/a/tasks/main.yml": "- ping:\n",
            "roles/b/meta/main.yml": "dependencies: [{role: a, x: 1}]\n", "roles/a/defaults/main.yml": "d: 1\n",
        ]
        try Project.temporary(files) { project in
            let roles = try project.playbook().plays[0].roles
            #expect(roles[0].identity == roles[2].identity)
            #expect(roles[0].identity != roles[1].identity)
            #expect(roles[3].dependencies[0].identity == roles[1].identity)
            #expect(roles[3].dependencies[0].parents.map(\.name) == ["b"])
            #expect(roles[3].defaultLayers(chain: []) == [["d": 1]])
        }
    }

    /// A chain of dependencies has as many layers of variables as roles, not one for each way through it.
    @Test func layersOfDependenciesDoNotMultiply() throws {
        var files = ["site.yml": "- hosts: all\n  roles: [r63]\n"]
        for number in 0..<64 {
            files["roles/r\(number)/defaults/main.yml"] = "d: \(number)\n"
            files["roles/r\(number)/vars/main.yml"] = "v: \(number)\n"
            if number > 0 { files["roles/r\(number)/meta/main.yml"] = "dependencies: [r\(number - 1)]\n" }
        }
        try Project.temporary(files) { project in
            let role = try #require(try project.playbook().plays[0].roles.first)
            #expect(role.defaultLayers(chain: []).count == 64 && role.exportedLayers.count == 64)
            #expect(role.defaultLayers(chain: []).last == ["d": 63] && role.exportedLayers.first == ["v": 0])
        }
    }

    @Test(arguments: [
        [
            "site.yml": "- hosts: all\n  roles: [a]\n", "roles/a/meta/main.yml": "dependencies: [b]\n",
            "roles/b/meta/main.yml": "dependencies: [a]\n",
        ],
        ["site.yml": "- hosts: all\n  roles: [a]\n", "roles/a/tasks/main.yml": "- import_role: {name: a}\n"],
        [
            "site.yml": "- hosts: all\n  tasks:\n    - import_tasks: x.yml\n", "x.yml": "- import_tasks: y.yml\n",
            "y.yml": "- import_tasks: x.yml\n",
        ],
        ["site.yml": "- import_playbook: other.yml\n", "other.yml": "- import_playbook: site.yml\n"],
    ]) func circlesAreShown(_ files: [String: String]) throws {
        try Project.temporary(files) { project in
            let error = #expect(throws: Diagnostic.self) { try project.playbook() }
            #expect(error?.message.contains("recursion loop") == true)
            #expect(error?.notes.first?.message.contains(" -> ") == true)
        }
    }

    @Test(arguments: [
        ("whne: x", "Did you mean 'when'?"), ("regsiter: x", "Did you mean 'register'?"),
    ]) func slipsAreRecognised(_ line: String, _ help: String) throws {
        let site = "- hosts: all\n  tasks:\n    - debug:\n      \(line)\n"
        try Project.temporary(["site.yml": site]) { project in
            let error = #expect(throws: Diagnostic.self) { try project.playbook() }
            #expect(error?.help == help)
        }
    }

    @Test(
        arguments: [
            ("a=1 b='x y' c=\"{{ d e }}\"", ["a": "1", "b": "x y", "c": "{{ d e }}"], nil),
            ("echo a=b chdir=/tmp", ["chdir": "/tmp"], "echo a=b"),
            ("say \"a b\"  c", [:], "say \"a b\"  c"),
            ("x\\=y", [:], "x=y"),
        ] as [(String, [String: String], String?)]) func freeForm(
            _ text: String, _ options: [String: String], _ raw: String?
        ) throws
    {
        let parsed = try FreeFormArguments(text, isCommand: raw != nil)
        #expect(Dictionary(uniqueKeysWithValues: parsed.options.map { ($0.name, $0.value) }) == options)
        #expect(parsed.rawText == raw)
    }
}
