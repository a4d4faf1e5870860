import Foundation
import Glibc
import Testing

@testable import System

/// Programs that are run to their end.
@Suite struct ProgramOutputTests {
    /// A script of its own, removed by the caller.
    private func script(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "script-\(UUID())").path
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o755)
        return path
    }

    @Test func capturesBothOutputsAndTheStatus() throws {
        let path = try script("echo out $1; echo err >&2; exit 3")
        defer { unlink(path) }
        let result = try ProgramOutput(of: [path, "word"])
        #expect(String(decoding: result.output, as: UTF8.self) == "out word\n")
        #expect(String(decoding: result.errors, as: UTF8.self) == "err\n")
        #expect(result.status == 3)
        #expect(try ProgramOutput(of: ["/bin/sh", "-c", "kill -9 $$"]).status == -9)
        #expect(
            try ProgramOutput(of: ["/bin/sh", "-c", "seq 100000"], limit: 10).output == Array("1\n2\n3\n4\n5\n".utf8))
        #expect(throws: SystemError.self) { try ProgramOutput(of: ["/nonexistent/program"]) }
    }

    /// A file that was just written may be held open by a child that another thread has forked.
    @Test func waitsForAFileThatIsBusy() throws {
        let path = try script("echo started")
        defer { unlink(path) }
        let held = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        let thread = Thread {
            usleep(30_000)
            close(held)
        }
        thread.start()
        #expect(try ProgramOutput(of: [path]).output == Array("started\n".utf8))
        let again = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        defer { close(again) }
        // One that stays busy is refused.
        #expect { try ProgramOutput(of: [path]) } throws: { ($0 as? SystemError)?.code == ETXTBSY }
        var program = ProgramStart(path: path, arguments: [path], environment: [:])
        program.umask = nil
        #expect { try program.start() } throws: { ($0 as? SystemError)?.code == ETXTBSY }
    }
}
