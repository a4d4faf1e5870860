import Foundation
import Testing

/// What a run leaves behind when it is told to end.
@Suite struct InterruptionTests {
    /// A task that runs, and one that waits for its background job.
    @Test(arguments: [(SIGINT, Int32(99)), (SIGTERM, SIGTERM)], ["", "\n      async: 1000\n      poll: 1"])
    func whatRunsEndsToo(_ end: (signal: Int32, status: Int32), _ keywords: String) throws {
        let (signal, status) = end
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let fifo = folder.appending(path: "fifo").path
        #expect(mkfifo(fifo, 0o600) == 0)
        try """
        - hosts: localhost
          gather_facts: false
          tasks:
            - shell: exec 3>fifo; echo begun >&3; sleep 1000; true
              args:
                chdir: \(folder.path)\(keywords)
        """.write(to: folder.appending(path: "play.yml"), atomically: true, encoding: .utf8)
        let link = folder.appending(path: "ansible-playbook")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: Command.programs.appending(path: "swiftplay"))
        let process = Process()
        // None of the signals may be ignored because this program, or who started it, ignores it.
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["--default-signal", link.path, folder.appending(path: "play.yml").path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The shell and what it runs hold the other end until they are gone.
        let reader = try #require(FileHandle(forReadingAtPath: fifo))
        #expect(try reader.read(upToCount: 6) == Data("begun\n".utf8))
        kill(process.processIdentifier, signal)
        #expect(try reader.readToEnd() ?? Data() == Data())
        process.waitUntilExit()
        #expect(process.terminationStatus == status)
    }
}
