import Foundation
import Testing

/// One variable set on every level of precedence, peeled off from the strongest down: at each step it is what it is
/// under ansible-core (Tests/Oracles/precedence.py).
@Suite struct PrecedenceTests {
    @Test func everyLevelWinsOverTheOnesBelow() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let link = folder.appending(path: "ansible-playbook")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        let script = Command.cases.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Oracles/precedence.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, link.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let seen = try JSONDecoder().decode([String].self, from: data)
        let expected = try JSONDecoder().decode(
            [String].self, from: Data(contentsOf: Command.cases.appending(path: "precedence.json")))
        #expect(seen == expected)
    }
}
