import Glibc
import System
import Testing

/// Programs run, talked to, ended and left running.
@Suite struct ProgramContractTests: SystemContract {
    @Test(arguments: Place.far) func programs(_ place: Place) async throws {
        try await compare(place) { system, root in
            try await system.write("\(root)/script", Array("#!/bin/sh\necho \"$1\"\n".utf8), mode: 0o755, append: false)
            try await system.write("\(root)/plain", Array("echo no\n".utf8), mode: 0o755, append: false)
            try await system.write("\(root)/lost", Array("#!/no/such/shell\n".utf8), mode: 0o755, append: false)
            let commands = [
                Command(["sh", "-c", "echo out; echo err >&2; exit 3"]), Command(["sh", "-c", "kill -9 $$"]),
                Command(["sh", "-c", "kill -TERM $$"]), Command(["sh", "-c", "exit 137"]),
                Command(["./script", "an argument"], directory: root), Command(["\(root)/plain"]),
                Command(["\(root)/lost"]), Command(["no-such-program"]), Command([root]), Command([""]),
                Command(["pwd"], directory: "\(root)/none"), Command(["pwd"], directory: root),
                Command(
                    ["sh", "-c", "umask; printf '%s|' \"$A_VARIABLE\" \"$LC_ALL\""],
                    environment: ["A_VARIABLE": "a 'b'\nc"], umask: 0o027),
                Command(["sh", "-c", "cat; echo"], input: [0, 1, 2, 255]), Command(["cat"]),
                Command(["printf", "\\nswiftplay- 0\\n"]), Command([String(repeating: "x", count: 200_000)]),
                Command(["true", String(repeating: "x", count: 200_000)]),
            ]
            var said: [String] = []
            for command in commands {
                said.append(
                    await outcome { () async throws(SystemError) in
                        let result = try await system.run(command)
                        return "\(result.status) \(result.output.count) \(result.text) \(result.errorText)"
                    })
            }
            for name in ["sh", "no-such-program", "/x/y"] {
                said.append("\(try await system.which(name, extra: [root]) ?? "-")")
            }
            said.append("\(try await system.which("script", extra: [root]) ?? "-")")
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func timeoutsEndTheWholeGroup(_ place: Place) async throws {
        try await compare(place) { system, root in
            let result = try await system.run(
                Command(["sh", "-c", "echo begun; (sleep 1000; touch \(root)/late) & wait"], timeout: 4))
            return "\(result.timedOut) \(result.status) \(result.text)"
        }
    }

    @Test(arguments: Place.far) func cancellationEndsWhatRuns(_ place: Place) async throws {
        try await compare(place) { system, root in
            let fifo = "\(root)/fifo"
            mkfifo(fifo, 0o600)
            let task = Task(executorPreference: BlockingPool.shared) {
                await outcome { () async throws(SystemError) in
                    try await system.run(Command(["sh", "-c", "exec 3>'\(fifo)'; echo begun >&3; sleep 1000; true"]))
                        .status
                }
            }
            let end = await Task(executorPreference: BlockingPool.shared) {
                let reader = Glibc.open(fifo, O_RDONLY)
                defer { close(reader) }
                var buffer = [UInt8](repeating: 0, count: 16)
                let count = Glibc.read(reader, &buffer, 16)
                task.cancel()
                // The shell and what it runs hold the other end until they are gone.
                return "\(count) \(Glibc.read(reader, &buffer, 16))"
            }.value
            return "\(end) \(await task.value) \(try await system.run(Command(["echo", "next"])).text)"
        }
    }

    @Test(arguments: Place.far) func detachedProgramsStay(_ place: Place) async throws {
        try await compare(place) { system, root in
            let script = "sleep 0.2; echo \"$A\" > \(root)/new; mv \(root)/new \(root)/done"
            let result = try await system.run(Command(["sh", "-c", script], environment: ["A": "b"], detached: true))
            for _ in 0..<100 where try await system.info("\(root)/done", follow: true) == nil {
                try await Task.sleep(for: .milliseconds(50))
            }
            return "\(result.status) \(result.output) \(try await system.read("\(root)/done", limit: 9))"
        }
    }

    @Test(arguments: Place.far) func conversations(_ place: Place) async throws {
        try await compare(place) { system, root in
            var said: [String] = []
            let script = "printf 'name? '; read n; printf 'word? '; read w; echo \"$n has $w\"; exit 4"
            for (patience, asks) in [(60.0, true), (2.5, false)] {
                var questions = 0
                let result = try await system.converse(
                    Command(["sh", "-c", script], directory: root, environment: ["A": "b"]),
                    Conversation(patience: patience)
                ) { words in
                    guard asks, words.suffix(2).elementsEqual("? ".utf8) else { return .wait }
                    words = []
                    questions += 1
                    return .type(Array("answer \(questions)\n".utf8))
                }
                said.append("\(result.timedOut) \(result.text)" + (asks ? " \(result.status)" : ""))
            }
            return said.joined(separator: "\n")
        }
    }
}
