import Glibc
import Loopback
import System
import Testing

@testable import Connections

/// Each call gives by an agent and over a shell what it gives by system calls: the same answers, errors and files.
@Suite struct SystemContractTests {
    static let oddNames = [
        "plain", "two words", "it's", "\"quoted\"", "line\nbreak", "ends in one\n", "-rf", "$HOME `id` \\", "*?[a]",
        "ünïcode",
        "tab\tbar|", "~", "#", "a=b",
    ]
    /// Every byte there is, often enough to be sent in several pieces.
    static let large = (0..<(1 << 20) + 77).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// Runs `body` on an empty directory of its own, by system calls and far, and expects it to tell the same.
    private func compare(
        _ place: Place, _ body: (any System, String) async throws -> String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        var told: [String] = []
        for system in [LocalSystem(), machine.system(environment: [:])] as [any System] {
            let root = try await LocalSystem().makeTemporary(
                in: "/tmp", prefix: "swiftplay-shell-", suffix: "", isDirectory: true)
            let result: Result<String, any Error>
            do { result = .success(try await body(system, root)) } catch { result = .failure(error) }
            try await LocalSystem().remove(root, recursive: true)
            told.append(try result.get().replacing(root, with: "ROOT"))
        }
        let (near, far) = (told[0].split(separator: "\n"), told[1].split(separator: "\n"))
        let differences = zip(far, near).filter { $0 != $1 }.map { "\($0) in place of \($1)" }
        #expect(far.count == near.count, sourceLocation: sourceLocation)
        #expect(differences == [], sourceLocation: sourceLocation)
    }

    /// What came of a call, with the errno of its failure.
    private func outcome<R>(_ call: () async throws(SystemError) -> R) async -> String {
        do { return "\(try await call())" } catch { return "[\(error.code)] \(error.reason)" }
    }

    private func told(_ info: FileInfo?) -> String {
        guard var info else { return "none" }
        (info.inode, info.accessed, info.modified, info.changed) = (0, 0, 0, 0)
        return "\(info)"
    }

    @Test(arguments: Place.far, oddNames) func names(_ place: Place, _ name: String) async throws {
        try await compare(place) { system, root in
            let path = "\(root)/\(name)"
            var said: [String] = []
            said.append(await outcome { () async throws(SystemError) in try await system.read(path, limit: 99) })
            try await system.write(path, Array("content\n".utf8), mode: 0o640, append: false)
            try await system.write(path, [0, 10, 255], mode: 0o600, append: true)
            said.append("\(try await system.read(path, limit: 99))")
            said.append(told(try await system.info(path, follow: true)))
            said.append("\(try await system.list(root).map { "\($0.name) \(told($0.info))" })")
            try await system.copy(path, to: path + "2")
            try await system.move(path + "2", to: path + "3")
            try await system.link(path + "4", to: path)
            try await system.symlink(path + "5", to: name)
            said.append(try await system.readLink(path + "5"))
            said.append(try await system.realPath(path + "5"))
            said.append(told(try await system.info(path + "5", follow: false)))
            said.append(told(try await system.info(path + "5", follow: true)))
            for algorithm in DigestAlgorithm.allCases { said.append(try await system.digest(path, algorithm)) }
            try await system.makeDirectory(path + "6", mode: 0o751)
            try await system.write("\(path)6/\(name)", [], mode: 0o755, append: false)
            said.append("\(try await system.list(root).map { "\($0.name) \(told($0.info))" }.sorted())")
            said.append("\(try await system.glob("\(root)/*"))")
            said.append(
                await outcome { () async throws(SystemError) in try await system.remove(path + "6", recursive: false) })
            try await system.remove(path + "6", recursive: true)
            try await system.remove(path, recursive: false)
            said.append("\(try await system.list(root).map(\.name).sorted())")
            let run = try await system.run(
                Command(
                    ["/bin/sh", "-c", "cat; printf %s \"$0\"; pwd", name], input: Array(name.utf8), directory: root))
            return (said + [run.text]).joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func largeAndBinaryContent(_ place: Place) async throws {
        try await compare(place) { system, root in
            let path = "\(root)/large"
            try await system.write(path, Self.large, mode: 0o600, append: false)
            #expect(try await LocalSystem().read(path, limit: .max) == Self.large)
            #expect(try await system.read(path, limit: .max) == Self.large)
            #expect(try await system.read(path, from: 500_000, length: 70_000) == Array(Self.large[500_000..<570_000]))
            let run = try await system.run(Command(["cat"], input: Self.large))
            #expect(run.output == Self.large)
            let atEnd = try await system.read(path, from: Self.large.count - 3, length: 9)
            let beyond = try await system.read(path, from: Self.large.count + 3, length: 9)
            return "\(atEnd) \(beyond) "
                + (await outcome { () async throws(SystemError) in try await system.read(path, limit: 1000) })
        }
    }

    @Test(arguments: Place.far) func errors(_ place: Place) async throws {
        try await compare(place) { system, root in
            let missing = "\(root)/none/file"
            try await system.write("\(root)/file", [1], mode: 0o644, append: false)
            try await system.makeDirectory("\(root)/full", mode: 0o755)
            try await system.write("\(root)/full/file", [1], mode: 0o644, append: false)
            try await system.symlink("\(root)/loop", to: "loop")
            try await system.symlink("\(root)/dangling", to: "nowhere")
            var said: [String] = []
            for path in [
                missing, "\(root)/file/x", "\(root)/full", "\(root)/loop", "\(root)/dangling", "\(root)/file", "",
            ] {
                said.append(
                    await outcome { () async throws(SystemError) in told(try await system.info(path, follow: true)) })
                said.append(await outcome { () async throws(SystemError) in try await system.read(path, limit: 99999) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.read(path, from: 0, length: 1) })
                said.append(await outcome { () async throws(SystemError) in try await system.list(path).map(\.name) })
                said.append(await outcome { () async throws(SystemError) in try await system.readLink(path) })
                said.append(await outcome { () async throws(SystemError) in try await system.digest(path, .sha256) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.makeDirectory(path, mode: 0o755) })
                said.append(await outcome { () async throws(SystemError) in try await system.symlink(path, to: "x") })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.setTimes(access: .at(1), modification: .at(2), of: path, follow: true)
                    })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.setOwner(0, nil, of: path, follow: true)
                    })
                said.append(await outcome { () async throws(SystemError) in try await system.setMode(0o600, of: path) })
                said.append(await outcome { () async throws(SystemError) in try await system.mayAccess(path, mode: 4) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.link("\(root)/new", to: path) })
                try? await system.remove("\(root)/new", recursive: false)
                said.append(
                    await outcome { () async throws(SystemError) in try await system.remove(path, recursive: false) })
                try? await system.write("\(root)/file", [1], mode: 0o644, append: false)
                said.append(
                    await outcome { () async throws(SystemError) in try await system.copy(path, to: "\(root)/copy") })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.copy("\(root)/full/file", to: path)
                    })
                said.append(
                    await outcome { () async throws(SystemError) in
                        try await system.makeTemporary(in: path, prefix: "p", suffix: "s", isDirectory: false).isEmpty
                    })
                said.append(await outcome { () async throws(SystemError) in try await system.move(path, to: missing) })
                said.append(
                    await outcome { () async throws(SystemError) in try await system.run(Command([path])).status })
            }
            said.append(
                await outcome { () async throws(SystemError) in
                    try await system.move("\(root)/file", to: "\(root)/full")
                })
            said.append(
                await outcome { () async throws(SystemError) in
                    try await system.move("\(root)/full", to: "\(root)/file")
                })
            said.append(
                await outcome { () async throws(SystemError) in try await system.remove(missing, recursive: true) })
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func modesOwnersAndTimes(_ place: Place) async throws {
        try await compare(place) { system, root in
            var said: [String] = []
            for (index, mode) in [UInt32(0o644), 0o755, 0o600, 0o4755, 0o777, 0o0].enumerated() {
                let (file, directory) = ("\(root)/f\(index)", "\(root)/d\(index)")
                try await system.write(file, [1], mode: mode & 0o777, append: false)
                try await system.makeDirectory(directory, mode: mode & 0o777)
                said.append(told(try await system.info(file, follow: false)))
                said.append(told(try await system.info(directory, follow: false)))
                for path in [file, directory] {
                    try await system.setMode(0o2755, of: path)
                    try await system.setMode(mode, of: path)
                    try await system.setOwner(1, 2, of: path, follow: true)
                    try await system.setOwner(nil, 3, of: path, follow: true)
                    try await system.setTimes(access: .at(12.5), modification: .at(1_000_000), of: path, follow: true)
                    try await system.setTimes(access: nil, modification: .at(1_700_000_000), of: path, follow: true)
                    let info = try #require(try await system.info(path, follow: true))
                    said.append("\(info.mode) \(info.uid) \(info.gid) \(Int(info.accessed)) \(info.modified)")
                }
            }
            try await system.symlink("\(root)/link", to: "f0")
            try await system.setOwner(7, nil, of: "\(root)/link", follow: false)
            try await system.setTimes(access: .at(5), modification: .at(5), of: "\(root)/link", follow: false)
            said.append("\(try #require(try await system.info("\(root)/link", follow: false)).uid)")
            said.append("\(try #require(try await system.info("\(root)/link", follow: false)).modified)")
            said.append("\(try #require(try await system.info("\(root)/f0", follow: false)).modified)")
            try await system.setTimes(access: .now, modification: .now, of: "\(root)/f0", follow: true)
            let moment = try #require(try await system.info("\(root)/f0", follow: false)).modified
            said.append("\(abs(moment - Clock.wall) < 5) \(abs(try await system.now() - Clock.wall) < 5)")
            for device in ["/dev/null", "/dev/tty", "/"] {
                let info = try #require(try await system.info(device, follow: true))
                said.append("\(info.kind) \(info.deviceType) \(info.device) \(info.inode)")
            }
            return said.joined(separator: "\n")
        }
    }

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

    @Test(arguments: Place.far) func accountsAndIdentity(_ place: Place) async throws {
        try await compare(place) { system, _ in
            var said: [String] = []
            for key in [
                AccountKey.name("root"), .id(0), .name("daemon"), .name("nobody's"), .name(""), .name("-x"),
                .id(4_000_000),
            ] {
                said.append(await outcome { () async throws(SystemError) in try await system.user(key) })
                said.append(await outcome { () async throws(SystemError) in try await system.group(key) })
            }
            for name in ["root", "daemon", "nobody's"] { said.append("\(try await system.groups(ofUser: name))") }
            said.append("\(try await system.identity())")
            said.append("\(try await system.environment()["HOME"] ?? "-")")
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func realPathsAndGlobs(_ place: Place) async throws {
        try await compare(place) { system, root in
            for directory in ["a b", "a b/c", ".hidden", "x"] {
                try await system.makeDirectory("\(root)/\(directory)", mode: 0o755)
            }
            for file in ["a b/1.txt", "a b/c/2.txt", ".hidden/3.txt", "x/[4].txt", "x/é.txt", "x/y z.txt"] {
                try await system.write("\(root)/\(file)", [], mode: 0o644, append: false)
            }
            try await system.symlink("\(root)/to", to: "a b/c/..")
            try await system.symlink("\(root)/far", to: "\(root)/to/c/")
            try await system.symlink("\(root)/loop", to: "loop")
            try await system.symlink("\(root)/newline", to: "a\n")
            var said: [String] = []
            for path in ["to", "far/2.txt", "far/../..", "none/../x", "x/./y", "loop", "newline", "..", "to/none/more"]
            {
                said.append(
                    await outcome { () async throws(SystemError) in try await system.realPath("\(root)/\(path)") })
            }
            for pattern in [
                "*", "*/*.txt", "a b/*", "x/[[]4*", "x/\\[4\\].txt", "?", "[!x]*", "[^x]*", "x/[a-z] *", "none*",
                "[ax]*/*/*", ".*", "x/é*",
                "x/[", "*/", "loop", "newline", "x/[y ]*",
            ] {
                said.append(
                    await outcome { () async throws(SystemError) in try await system.glob("\(root)/\(pattern)") })
            }
            said.append(
                "\(try await system.glob("/etc/host*"))\(try await system.glob(""))\(try await system.glob("/"))")
            return said.joined(separator: "\n")
        }
    }

    @Test(arguments: Place.far) func temporaryNames(_ place: Place) async throws {
        try await compare(place) { system, root in
            let file = try await system.makeTemporary(in: root, prefix: "p ", suffix: ".s", isDirectory: false)
            let directory = try await system.makeTemporary(in: root, prefix: "d'", suffix: "", isDirectory: true)
            #expect(file.hasPrefix("\(root)/p ") && file.hasSuffix(".s"))
            #expect(directory.hasPrefix("\(root)/d'"))
            return told(try await system.info(file, follow: false))
                + told(try await system.info(directory, follow: false))
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
            for (patience, asks) in [(60.0, true), (0.5, false)] {
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

    @Test(arguments: Place.far) func portsAndPages(_ place: Place) async throws {
        let server = LoopbackServer(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\nConnection: close\r\n\r\nhello"]
        )
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: [:])
        let response = try await system.http(HTTPRequest(url: "http://127.0.0.1:\(server.port)/x"))
        #expect(response.status == 200 && String(decoding: response.body, as: UTF8.self) == "hello")
        #expect(response.headers.contains { $0.name == "X-A" && $0.value == "b" })
        let closed = try await system.probe(Probe(host: "127.0.0.1", port: 1, timeout: 2))
        #expect(!closed.isOpen)
    }

    /// No secret is an argument of any process: not the content of a file, not the environment of a program.
    @Test(arguments: Place.far) func secretsAreNoArguments(_ place: Place) async throws {
        let machine = try await place.open()
        defer { machine.close() }
        let system = machine.system(environment: ["A_SECRET": "open sesame"])
        let root = try await system.makeTemporary(in: "/tmp", prefix: "swiftplay-shell-", suffix: "", isDirectory: true)
        let watch = Task(executorPreference: BlockingPool.shared) { () -> Set<String> in
            var found: Set<String> = []
            while !Task.isCancelled {
                for name in ModuleCase.names(in: "/proc") where Int(name) != nil {
                    let line = String(
                        decoding: ModuleCase.read("/proc/\(name)/cmdline").map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
                    if line.contains("sesame") || line.contains("b3BlbiBzZXNhbWU") { found.insert(line) }
                }
            }
            return found
        }
        for _ in 0..<10 {
            try await system.write("\(root)/file", Array("open sesame".utf8), mode: 0o600, append: false)
            _ = try await system.run(Command(["sh", "-c", "cat; sleep 0.02"], input: Array("open sesame".utf8)))
        }
        watch.cancel()
        #expect(await watch.value == [])
        try await system.remove(root, recursive: true)
    }

    @Test(arguments: Place.shells) func theDirectoryIsPrivateAndGoes(_ place: Place) async throws {
        let machine = try await place.open()
        let session = try #require(machine.session)
        let info = try #require(try await LocalSystem().info(session.directory, follow: false))
        #expect(info.kind == .directory && info.mode == 0o700)
        // Who cleans it up on the way does not end the session.
        try await LocalSystem().remove(session.directory, recursive: true)
        let system = machine.system(environment: [:])
        #expect(try await system.run(Command(["echo", "there"])).text == "there\n")
        #expect(try await LocalSystem().info(session.directory, follow: false)?.mode == 0o700)
        await session.close()
        #expect(try await LocalSystem().info(session.directory, follow: false) == nil)
        await #expect(throws: SystemError.self) { try await system.now() }
    }
}
