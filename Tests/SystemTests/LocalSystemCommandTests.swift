import Glibc
import Synchronization
import System
import Testing

@Suite struct LocalSystemCommandTests {
    let system = LocalSystem(environment: ["COLOUR": "red"])

    @Test func outputErrorAndStatusComeBack() async throws {
        let result = try await system.run(.shell("echo out; echo err >&2; exit 3"))
        #expect(result.text == "out\n" && result.errorText == "err\n" && result.status == 3)
    }

    @Test func aTapIsToldWholeLinesOfWhatRunsForAWhile() async throws {
        let told = Mutex<[String]>([])
        let tap = OutputTap { piece, isError in
            told.withLock { $0.append((isError ? "err " : "") + String(decoding: piece, as: UTF8.self)) }
        }
        let script = "echo one; printf 'half'; sleep 0.5; echo ' line'; echo bad >&2; printf 'end'"
        let result = try await OutputTap.$current.withValue(tap) { try await system.run(.shell(script)) }
        #expect(result.text == "one\nhalf line\nend")
        let pieces = told.withLock { $0 }
        #expect(pieces.first == "one\n")
        #expect(pieces.filter { !$0.hasPrefix("err ") }.joined() == result.text)
        #expect(pieces.contains("err bad\n"))
    }

    @Test func aTapIsNotToldOfWhatEndsAtOnce() async throws {
        let told = Mutex(0)
        let tap = OutputTap { _, _ in told.withLock { $0 += 1 } }
        _ = try await OutputTap.$current.withValue(tap) { try await system.run(.shell("echo one")) }
        #expect(told.withLock { $0 } == 0)
    }

    @Test func aSlowTapSlowsTheProgramDown() async throws {
        let count = Mutex(0)
        let tap = OutputTap { piece, _ in
            usleep(1000)
            count.withLock { $0 += piece.count }
        }
        let script = "sleep 0.3; head -c 4000000 /dev/zero | tr '\\0' '\\n'"
        let result = try await OutputTap.$current.withValue(tap) { try await system.run(.shell(script)) }
        #expect(count.withLock { $0 } == result.output.count)
    }

    @Test func aSignalIsANegativeStatus() async throws {
        #expect(try await system.run(.shell("kill -TERM $$")).status == -SIGTERM)
    }

    @Test func inputOfAnySizeIsFedWhileOutputIsRead() async throws {
        let bytes = [UInt8](repeating: 7, count: 1 << 20)
        #expect(try await system.run(Command(["cat"], input: bytes)).output == bytes)
    }

    @Test func aProgramThatIgnoresItsInputDoesNoHarm() async throws {
        let bytes = [UInt8](repeating: 7, count: 1 << 20)
        #expect(try await system.run(Command(["true"], input: bytes)).status == 0)
    }

    @Test func directoryEnvironmentAndUmaskAreThePrograms() async throws {
        var command = Command.shell("pwd; umask; echo $COLOUR $SIZE", directory: "/usr", environment: ["SIZE": "L"])
        command.umask = 0o027
        #expect(try await system.run(command).text == "/usr\n0027\nred L\n")
    }

    @Test func theTimeoutEndsTheWholeProcessGroup() async throws {
        let result = try await system.run(Command(["sh", "-c", "sleep 1000 & sleep 1000"], timeout: 0.05))
        #expect(result.timedOut && result.status == -SIGKILL)
    }

    @Test func cancellingEndsTheProgram() async throws {
        let system = system
        let task = Task(executorPreference: BlockingPool.shared) { try await system.run(Command(["sleep", "1000"])) }
        task.cancel()
        await #expect(throws: SystemError.self) { try await task.value }
    }

    @Test func whatCannotBeStartedThrows() async throws {
        let missing = await #expect(throws: SystemError.self) { try await system.run(Command(["no-such-program"])) }
        #expect(missing?.code == ENOENT)
        let directory = await #expect(throws: SystemError.self) {
            try await system.run(Command(["true"], directory: "/nowhere"))
        }
        #expect(directory?.operation == "chdir /nowhere")
        let notExecutable = await #expect(throws: SystemError.self) { try await system.run(Command(["/etc/passwd"])) }
        #expect(notExecutable?.code == EACCES)
    }

    @Test func aDetachedProgramOutlivesItsStart() async throws {
        let directory = try TemporaryDirectory()
        try await system.makeTemporaryFifo(directory["fifo"])
        var command = Command.shell("echo done > \(directory["fifo"])")
        command.detached = true
        #expect(try await system.run(command).status == 0)
        #expect(try await system.run(Command(["cat", directory["fifo"]])).text == "done\n")
    }

    @Test func programsAreFoundInTheExtraDirectoriesFirst() async throws {
        let directory = try TemporaryDirectory()
        try await system.write(directory["sh"], Array("#!/bin/sh\n".utf8), mode: 0o755, append: false)
        #expect(try await system.which("sh", extra: [directory.path]) == directory["sh"])
        #expect(try await system.which("no-such-program", extra: []) == nil)
    }
}

extension LocalSystem {
    fileprivate func makeTemporaryFifo(_ path: String) async throws {
        _ = try await run(Command(["mkfifo", path]))
    }
}
