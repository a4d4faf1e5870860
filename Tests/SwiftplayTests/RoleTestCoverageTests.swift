import Foundation
import Testing

/// `--coverage`: which points of a role the scenarios reach.
@Suite struct RoleTestCoverageTests {
    /// Of the points below, `default` reaches all but those that only `other` does and those that none does.
    private static let files = [
        "tasks/main.yml": """
        - name: Always
          debug:
        - name: Both ways
          debug:
          when: inventory_hostname == 'one'
        - name: Never held
          debug:
          when: coverage_flag | default(false)
        - name: Rescued
          block:
            - name: Fails
              command: "false"
          rescue:
            - name: In the rescue
              debug:
          always:
            - name: In the always
              debug:
        - name: Unneeded
          block:
            - name: Fine
              debug:
          rescue:
            - name: Not reached
              debug:
        - name: Loop
          debug:
          loop: "{{ coverage_items }}"
        - name: Notifies
          command: "true"
          notify: Told
        - include_tasks: more.yml
          when: coverage_more
        """,
        "tasks/more.yml": "- name: Further\n  debug:\n",
        "handlers/main.yml": "- name: Told\n  debug:\n- name: Untold\n  debug:\n",
        "defaults/main.yml": "coverage_items: [a, b]\ncoverage_more: false\n",
        "molecule/default/converge.yml": RoleTestProject.play(),
        "molecule/default/molecule.yml": RoleTestProject.local(["one", "two"], "converge"),
        "molecule/other/converge.yml":
            RoleTestProject.play().replacing("  roles:", with: "  vars: {coverage_more: true}\n  roles:"),
        "molecule/other/molecule.yml": RoleTestProject.local(["one"], "converge"),
    ]

    private func points(_ project: RoleTestProject) throws -> [String: Int] {
        let data = Data(try project.text("role/coverage.json").utf8)
        let report = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let roles = try #require(report["roles"] as? [[String: Any]])
        var counts: [String: Int] = [:]
        for point in try #require(roles.first?["points"] as? [[String: Any]]) {
            counts["\(point["kind"]!) \(point["name"]!)"] = point["count"] as? Int
        }
        return counts
    }

    @Test func countsWhatWasReached() throws {
        try RoleTestProject.with(Self.files) { project in
            let result = try project.test("--coverage=json,lcov,html")
            #expect(result.status == 0, "\(result.output)\(result.error)")
            let seen = try points(project)
            let reached = [
                "task Always": 2, "task Both ways": 1, "condition true Both ways": 1, "condition false Both ways": 1,
                "condition false Never held": 2, "task Fails": 2, "task In the rescue": 2, "task In the always": 2,
                "branch rescue": 0, "task Fine": 2, "task Loop": 4, "loop Loop": 4, "task Notifies": 2,
                "handler Told": 2, "file tasks/main.yml": 1, "condition false include_tasks": 2,
            ]
            for (name, count) in reached where name != "branch rescue" { #expect(seen[name] == count, "\(name)") }
            let never = [
                "task Never held", "condition true Never held", "task Not reached", "loop empty Loop", "handler Untold",
                "task include_tasks", "condition true include_tasks", "file tasks/more.yml", "task Further",
                "default overridden coverage_items", "default overridden coverage_more",
            ]
            for name in never { #expect(seen[name] == 0, "\(name)") }
            #expect(
                result.output.contains("never: task                 tasks/main.yml:6 Never held"), "\(result.output)")
            #expect(try project.text("role/coverage.lcov").contains("SF:tasks/main.yml\n"))
            #expect(try !project.text("role/coverage.html").contains("http"))
        }
    }

    @Test func severalScenariosAddUp() throws {
        try RoleTestProject.with(Self.files) { project in
            #expect(try project.test("--all", "--coverage=json", "--jobs", "2").status == 0)
            let seen = try points(project)
            #expect(seen["task Always"] == 3 && seen["task Further"] == 1 && seen["file tasks/more.yml"] == 1)
            #expect(seen["default overridden coverage_more"] == 1 && seen["handler Untold"] == 0)
        }
    }

    @Test func lessThanTheMinimumFails() throws {
        try RoleTestProject.with(Self.files) { project in
            #expect(try project.test("--coverage-min", "20").status == 0)
            let result = try project.test("--coverage-min", "99.5")
            #expect(result.status == 1 && result.error.contains("less than 99.5%"))
        }
    }
}
