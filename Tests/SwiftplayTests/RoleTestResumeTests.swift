import Foundation
import Testing

/// Going on where a role test failed (`--resume`).
@Suite struct RoleTestResumeTests {
    /// Ten tasks that each leave a line in a log; the seventh fails as long as a file is not there.
    private static func tasks(third: String = "three", seventh: String = "test -e \"$PLACE/fixed\" && ") -> String {
        (1...10).map { number in
            let name = number == 3 ? third : "n\(number)"
            let condition = number == 7 ? seventh : ""
            return """
                - name: Task \(number)
                  shell: '\(condition)echo \(name) >> "$PLACE/log" && echo value-\(number)'
                  register: result_\(number)
                  notify: \(number == 2 ? "Owed" : "[]")

                """
        }.joined() + "- assert: {that: result_2.stdout == 'value-2' and result_7.stdout == 'value-7'}\n"
    }

    private static func files(_ tasks: String) -> [String: String] {
        [
            "tasks/main.yml": tasks,
            "handlers/main.yml": "- name: Owed\n  shell: 'echo handler >> \"$PLACE/log\"'\n",
            "molecule/default/molecule.yml": RoleTestProject.local(["one"], "converge, verify"),
            "molecule/default/converge.yml": RoleTestProject.play(),
            "molecule/default/verify.yml": RoleTestProject.play("    - assert: {that: true}\n"),
        ]
    }

    @Test func goesOnAtTheFailedTask() throws {
        try RoleTestProject.with(Self.files(Self.tasks().replacing("test -e", with: "false; test -e"))) { project in
            try project.write(Self.tasks(seventh: "false && "), "tasks/main.yml")
            let first = try project.test("--destroy", "on-success")
            #expect(first.status == 2, "\(first.output)\(first.error)")
            #expect(first.output.contains("go on at the failed step: swiftplay test -s default --resume"))
            #expect(try project.text("log").split(separator: "\n").count == 6)
            try project.write(Self.tasks(seventh: ""), "tasks/main.yml")
            let second = try project.test("--resume", "-v")
            #expect(second.status == 0, "\(second.output)\(second.error)")
            let lines = try project.text("log").split(separator: "\n").map(String.init)
            #expect(Array(lines[6...]) == ["n7", "n8", "n9", "n10", "handler"])
            // As of a run that never failed.
            #expect(second.output.contains("ok=12   changed=11"), "\(second.output)")
            let third = try project.test("--resume")
            #expect(third.status == 1 && third.error.contains("there is nothing to resume"))
        }
    }

    @Test func refusesWhereWhatRanHasChanged() throws {
        try RoleTestProject.with(Self.files(Self.tasks(seventh: "false && "))) { project in
            #expect(try project.test("--destroy", "on-success").status == 2)
            let before = try project.text("log")
            try project.write(Self.tasks(third: "changed", seventh: ""), "tasks/main.yml")
            let refused = try project.test("--resume")
            #expect(refused.status != 0)
            #expect(
                refused.output.contains("Task 3") && refused.output.contains("tasks/main.yml:"), "\(refused.output)")
            #expect(try project.text("log") == before)
            try project.write(Self.tasks(seventh: ""), "tasks/main.yml")
            let back = try project.test("--resume", "--destroy", "never")
            #expect(back.status == 0 && back.output.contains("passed"), "\(back.output)\(back.error)")
            #expect(try project.text("log").split(separator: "\n").suffix(5) == ["n7", "n8", "n9", "n10", "handler"])
        }
    }

    @Test func beginsTheStepAgainWhereThatIsWanted() throws {
        try RoleTestProject.with(Self.files(Self.tasks(seventh: "false && "))) { project in
            #expect(try project.test("--destroy", "on-success").status == 2)
            try project.write(Self.tasks(third: "changed", seventh: ""), "tasks/main.yml")
            let whole = try project.test("--resume=step")
            #expect(whole.status == 0, "\(whole.output)\(whole.error)")
        }
    }

    @Test func namesFilesOfEarlierStepsThatHaveChanged() throws {
        var files = Self.files("- shell: 'echo ran >> \"$PLACE/log\"'\n")
        files["molecule/default/verify.yml"] = RoleTestProject.play("    - assert: {that: false}\n")
        try RoleTestProject.with(files) { project in
            #expect(try project.test("--destroy", "never").status == 2)
            try project.write(RoleTestProject.play("    - assert: {that: true}\n"), "molecule/default/verify.yml")
            try project.write("- shell: 'echo other >> \"$PLACE/log\"'\n", "tasks/main.yml")
            let refused = try project.test("--resume")
            #expect(refused.status == 1)
            #expect(
                refused.error.contains("tasks/main.yml") && refused.error.contains("--resume=converge"),
                "\(refused.error)")
            #expect(try project.text("log") == "ran\n")
            #expect(try project.test("--resume=converge").status == 0)
            #expect(try project.text("log") == "ran\nother\n")
        }
    }

    @Test func verifyGoesOnBehindWhatDoesNotHold() throws {
        let checks = ["true", "inventory_hostname != 'two'", "true", "1 == 1", "2 > 1"]
        let tasks = checks.enumerated().map { "    - name: Check \($0)\n      assert: {that: \"\($1)\"}\n" }.joined()
        let files = [
            "molecule/default/molecule.yml": RoleTestProject.local(["one", "two"], "converge, verify"),
            "molecule/default/converge.yml": RoleTestProject.play("    - debug:\n"),
            "molecule/default/verify.yml": RoleTestProject.play(tasks),
        ]
        try RoleTestProject.with(files) { project in
            let result = try project.test("--keep-going", "--junit", "report.xml")
            #expect(result.status == 2)
            let report = try project.text("role/report.xml")
            let cases = report.split(separator: "<testcase ").filter { $0.contains("classname=\"default.verify\"") }
            #expect(cases.count == 10 && cases.count { $0.contains("<failure") } == 1)
            let stopped = try project.test("--junit", "stopped.xml")
            #expect(stopped.status == 2)
            let fewer = try project.text("role/stopped.xml").split(separator: "<testcase ")
            #expect(fewer.count { $0.contains("classname=\"default.verify\"") } == 7)
        }
    }
}
