import Foundation
import OrderedCollections
import Testing
import Values

@testable import System

/// What an agent does when its controller is gone.
@Suite struct AgentEndTests {
    @Test func requestsThatWaitAreNotBegunAnyMore() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func exists(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: folder.appending(path: name).path)
        }
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "swiftplay-agent")
        process.arguments = [folder.path]
        let input = Foundation.Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        let writer = MessageWriter(input.fileHandleForWriting.fileDescriptor)
        for (id, script) in [(1, "touch first; exec sleep 60"), (2, "touch second"), (3, "touch third")] {
            let request = TaskRequest(
                module: "ansible.builtin.command",
                arguments: ["_raw_params": .string(script), "_uses_shell": true, "chdir": .string(folder.path)])
            try writer.send(.run(id: UInt32(id), request))
        }
        let begun = Date.now
        while !exists("first"), begun.timeIntervalSinceNow > -60 { usleep(5000) }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(exists("first") && !exists("second") && !exists("third"))
        #expect(begun.timeIntervalSinceNow > -50, "the command that ran was waited for")
    }
}
