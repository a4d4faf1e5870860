import Foundation
import Testing

/// The outputs beside the default one.
@Suite struct RecordTests {
    private func run(_ environment: [String: String]) throws -> Command.Result {
        try Command(directory: Command.cases.appending(path: "failures"), environment: environment)
            .run(["-i", "hosts", "play.yml"])
    }

    @Test func wholeRunAsJSON() throws {
        let result = try run(["ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json"])
        let output = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let plays = try #require(output["plays"] as? [[String: Any]])
        let tasks = try #require(plays[0]["tasks"] as? [[String: Any]])
        let hosts = try #require(tasks[2]["hosts"] as? [String: [String: Any]])
        #expect(hosts["one"]?["action"] as? String == "command")
        #expect(hosts["one"]?["failed"] as? Bool == true)
        let stats = try #require(output["stats"] as? [String: [String: Int]])
        #expect(stats["one"]?["failures"] == 1)
    }

    @Test func actionsAsWrittenInJSON() throws {
        let result = try Command(
            directory: Command.cases.appending(path: "key_types"),
            environment: ["ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json"]
        ).run(["-i", "hosts", "play.yml"])
        let output = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let plays = try #require(output["plays"] as? [[String: Any]])
        let tasks = try #require(plays[0]["tasks"] as? [[String: Any]])
        let actions = tasks.compactMap { ($0["hosts"] as? [String: [String: Any]])?["one"]?["action"] as? String }
        #expect(actions.first == "debug")
        #expect(actions.last == "ansible.builtin.debug")
    }

    @Test func keysOfDifferentTypesAsJSON() throws {
        let result = try Command(
            directory: Command.cases.appending(path: "key_types"),
            environment: ["ANSIBLE_STDOUT_CALLBACK": "ansible.posix.json"]
        ).run(["-i", "hosts", "play.yml"])
        let output = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let plays = try #require(output["plays"] as? [[String: Any]])
        let tasks = try #require(plays[0]["tasks"] as? [[String: Any]])
        let hosts = try #require(tasks[0]["hosts"] as? [String: [String: Any]])
        #expect(hosts["one"]?["msg"] as? [String: String] == ["2.5": "e", "null": "d", "true": "b", "x": "c"])
    }

    @Test func taskTimesAndUnknownRecords() throws {
        let result = try run(["ANSIBLE_CALLBACKS_ENABLED": "timer,profile_tasks,nonsense"])
        #expect(result.output.contains("TASKS RECAP ***"))
        #expect(result.output.contains(#/include_tasks -+ 0\.\d\ds\n/#))
        #expect(result.output.contains("Playbook run took 0 days, 0 hours, 0 minutes, "))
        #expect(result.error.contains("Skipping callback plugin 'nonsense', unable to load"))
    }

    @Test func testCasesInAFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try run(["ANSIBLE_CALLBACKS_ENABLED": "junit", "JUNIT_OUTPUT_DIR": folder.path])
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let text = try String(contentsOf: try #require(files.first), encoding: .utf8)
        #expect(text.contains("name=\"[one] What only an always section follows counts as failed: command"))
        #expect(text.contains("tests=\"\(text.components(separatedBy: "<testcase ").count - 1)\""))
    }
}
