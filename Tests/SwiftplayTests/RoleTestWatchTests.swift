import Foundation
import Testing

/// Testing again whenever a file is saved (`--watch`).
@Suite struct RoleTestWatchTests {
    @Test func runsFromTheFirstTaskThatHasChanged() throws {
        func tasks(_ last: String) -> String {
            ["first", last].map { "- name: \($0)\n  shell: 'echo \($0) >> \"$PLACE/log\"'\n  changed_when: false\n" }
                .joined()
        }
        let files = [
            "tasks/main.yml": tasks("second"),
            "molecule/default/molecule.yml": RoleTestProject.local(["one"], "create, converge, verify"),
            "molecule/default/converge.yml": RoleTestProject.play(),
            "molecule/default/verify.yml": RoleTestProject.play("    - assert: {that: true}\n"),
        ]
        try RoleTestProject.with(files) { project in
            let output = project.folder.appending(path: "output")
            FileManager.default.createFile(atPath: output.path, contents: nil)
            let process = Process()
            process.executableURL = Command.programs.appending(path: "swiftplay")
            process.arguments = ["test", "--watch"]
            process.currentDirectoryURL = project.directory
            process.environment = ProcessInfo.processInfo.environment.merging(project.environment) { $1 }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer {
                process.interrupt()
                process.waitUntilExit()
            }
            func waitForRounds(_ count: Int) throws {
                let end = Date.now.addingTimeInterval(60)
                while Date.now < end, try project.text("output").components(separatedBy: "SCENARIO").count <= count {
                    usleep(20_000)
                }
                // The watch begins again behind the table.
                usleep(100_000)
                #expect(try project.text("output").components(separatedBy: "SCENARIO").count == count + 1)
            }
            try waitForRounds(1)
            #expect(try project.text("log") == "first\nsecond\n")
            try project.write(tasks("third"), "tasks/main.yml")
            try waitForRounds(2)
            #expect(try project.text("log") == "first\nsecond\nthird\n")
            try project.write(RoleTestProject.play("    - assert: {that: false}\n"), "molecule/default/verify.yml")
            try waitForRounds(3)
            #expect(try project.text("log") == "first\nsecond\nthird\n")
            #expect(try project.text("output").contains("changed: molecule/default/verify.yml"))
            #expect(try project.text("output").contains("failed"))
        }
    }
}
