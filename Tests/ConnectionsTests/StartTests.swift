import Glibc
import HostModules
import System
import Testing
import Values

@testable import Connections

/// How an agent is started, where the start goes wrong.
@Suite(.serialized) struct StartTests {
    private func shell(_ script: String) -> TaskRequest {
        TaskRequest(
            module: "ansible.builtin.command", arguments: ["_raw_params": .string(script), "_uses_shell": true])
    }

    /// A server whose logins run `script`, which has a home and a /var/cache of its own in `place`.
    private func overSSH(
        _ script: String, startTimeout: Double? = nil,
        _ body: (ConnectionSettings, _ place: String) async throws -> Void
    ) async throws {
        let system = LocalSystem()
        let place = try await system.makeTemporary(
            in: "/tmp", prefix: "swiftplay-start-", suffix: "", isDirectory: true)
        let login = """
            [ -n "$INNER" ] || INNER=1 exec unshare -m /bin/sh "$0"
            HOME=\(place)/home; export HOME; mkdir -p "$HOME" \(place)/cache
            mount --bind \(place)/cache /var/cache || exit
            \(script)
            exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
            """
        try await system.write("\(place)/login", Array(login.utf8), mode: 0o755, append: false)
        let server = try await TestServer(options: "ForceCommand exec /bin/sh \(place)/login")
        var settings = server.settings
        settings.startTimeout = startTimeout
        do { try await body(settings, place) } catch {
            try? await system.remove(place, recursive: true)
            throw error
        }
        try await system.remove(place, recursive: true)
    }

    private func once(_ settings: ConnectionSettings, _ request: TaskRequest) async throws -> Dict {
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: settings)
        do {
            let result = try await connection.run(request).result
            await pool.closeAll()
            return result
        } catch {
            await pool.closeAll()
            throw error
        }
    }

    private func agents(_ place: String) async throws -> [String] {
        try await LocalSystem().list("\(place)/cache/swiftplay").map(\.name).filter { $0.contains("agent") }.sorted()
    }

    @Test(.enabled(if: geteuid() == 0)) func aDamagedAgentIsReplacedBeforeItRuns() async throws {
        try await overSSH("") { settings, place in
            #expect(try await once(settings, shell("echo one"))["stdout"] == "one")
            let agent = "\(place)/cache/swiftplay/\(try #require(try await agents(place).first))"
            let whole = try await LocalSystem().digest(agent, .sha256)
            for damage in [
                "printf x | dd of='\(agent)' bs=1 seek=5000 conv=notrunc 2>/dev/null", "truncate -s 5000 '\(agent)'",
                "printf '#!/bin/sh\\nsleep 1000\\n' >'\(agent)'",
            ] {
                _ = try await LocalSystem().run(.shell(damage))
                #expect(try await once(settings, shell("echo again"))["stdout"] == "again")
                #expect(try await LocalSystem().digest(agent, .sha256) == whole)
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func whatInterruptedStartsAndOldAgentsLeftIsRemoved() async throws {
        try await overSSH("") { settings, place in
            _ = try await once(settings, shell("true"))
            let left = try await agents(place)
            let node = try await LocalSystem().identity().node
            for name in [".agent-4194000", ".agent-\(node)-4194000", "agent-0000"] {
                let path = "\(place)/cache/swiftplay/\(name)"
                try await LocalSystem().write(path, [1], mode: 0o700, append: false)
                try await LocalSystem().setTimes(access: .at(1), modification: .at(1), of: path, follow: false)
            }
            // Another version that was used within the last 30 days is in use on this host.
            let used = "\(place)/cache/swiftplay/agent-1111"
            let day = 86400.0
            let now = try await LocalSystem().now()
            try await LocalSystem().write(used, [1], mode: 0o700, append: false)
            try await LocalSystem().setTimes(
                access: nil, modification: .at(now - 29 * day), of: used, follow: false)
            let own = "\(place)/cache/swiftplay/\(try #require(left.first))"
            try await LocalSystem().setTimes(
                access: nil, modification: .at(now - 40 * day), of: own, follow: false)
            _ = try await once(settings, shell("true"))
            #expect(try await agents(place) == (left + ["agent-1111"]).sorted())
            let touched = try #require(try await LocalSystem().info(own, follow: false))
            #expect(touched.modified > now - day, "a start marks its agent as used")
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func aLoginShellThatStaysSilentIsNamed() async throws {
        try await overSSH("exec sleep 1000", startTimeout: 4) { settings, _ in
            let error = await #expect(throws: ConnectionError.self) { try await once(settings, shell("true")) }
            #expect(error?.kind == .timeout && error?.isUnreachable == true)
            #expect(error?.message.contains("the login shell's first words") == true, "\(error!)")
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func anAgentThatStaysSilentIsNamed() async throws {
        let script = """
            m=$(printf %s "$SSH_ORIGINAL_COMMAND" | sed -n 's/.*m=\\(swiftplay-[a-z0-9]*\\);.*/\\1/p')
            echo "$m ready"; exec sleep 1000
            """
        try await overSSH(script, startTimeout: 4) { settings, _ in
            let error = await #expect(throws: ConnectionError.self) { try await once(settings, shell("true")) }
            #expect(error?.message.contains("the agent's first words") == true, "\(error!)")
        }
    }

    @Test func theChecksumIsThatOfTheProgram() async throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let printed = try await LocalSystem().run(Command(["cksum"], input: bytes)).text
        #expect(printed.split(whereSeparator: \.isWhitespace).joined(separator: " ") == POSIXChecksum.text(bytes))
    }

    // MARK: What blocks

    @Test func aModuleThatBlocksInTheKernelIsGivenUp() async throws {
        let server = try await TestServer()
        mkfifo("\(server.directory)/fifo", 0o600)
        let reading = TaskRequest(
            module: "ansible.builtin.slurp", arguments: ["src": .string("\(server.directory)/fifo")])
        for settings in [server.settings, ConnectionSettings(kind: .local, host: "localhost")] {
            let pool = ConnectionPool(modules: .host)
            let connection = try await pool.connection(for: settings)
            _ = try await connection.run(shell("true"))
            let task = Task { try await connection.run(reading) }
            try await Task.sleep(for: .milliseconds(200))
            let begin = Clock.monotonic
            task.cancel()
            _ = try? await task.value
            #expect(Clock.monotonic - begin < 20)
            #expect(try await connection.run(shell("echo next")).result["stdout"] == "next")
            await pool.closeAll()
        }
        // The thread that reads locally is let go.
        let writer = open("\(server.directory)/fifo", O_WRONLY | O_NONBLOCK)
        if writer >= 0 { close(writer) }
    }

    @Test func aStoppedAgentIsGivenUp() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let task = Task { try await connection.run(shell("kill -STOP $PPID; sleep 1000")) }
        try await Task.sleep(for: .seconds(1))
        let begin = Clock.monotonic
        task.cancel()
        _ = try? await task.value
        #expect(Clock.monotonic - begin < 20)
        #expect(try await connection.run(shell("echo next")).result["stdout"] == "next")
        await pool.closeAll()
    }

    /// Programs in groups and sessions of their own, without their parents, deaf to signals, of another user.
    @Test(arguments: [
        "sleep 1000 &", "sh -c 'sleep 1000; true' &", "timeout 1000 sleep 1000 &", "setsid sleep 1000 &",
        "set -m; sleep 1000 & set +m", "setsid sh -c 'sleep 1000 & true'", "setsid sh -c 'setsid sleep 1000 & true'",
        "setsid sh -c 'timeout 1000 sh -c \"setsid sleep 1000 & wait\"' &", "sleep 1000 | setsid cat &",
        "trap '' TERM HUP INT; setsid sh -c 'sleep 1000; sleep 1000' &",
        "setpriv --reuid 65534 --clear-groups setsid sleep 1000 &", "sudo -n -u nobody setsid sleep 1000 >&3 2>&3 &",
    ])
    func whatAnAgentRanEndsWithIt(script: String) async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let fifo = "\(server.directory)/fifo"
        mkfifo(fifo, 0o600)
        // The command and all below it hold the other end until they are gone.
        let request = shell("exec 3>\(fifo); echo begun >&3; \(script)\nkill -9 $PPID; sleep 1000")
        let task = Task { try await connection.run(request) }
        #expect(await read(fifo) == "begun\n")
        _ = try? await task.value
        #expect(try await connection.run(shell("echo next")).result["stdout"] == "next")
        await pool.closeAll()
    }

    @Test(arguments: [
        "setsid sleep 1000 & wait", "timeout 1000 sleep 1000; true", "setsid sh -c 'sleep 1000 & true'; sleep 1000",
    ])
    func whatACancelledTaskHasStartedEnds(script: String) async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let (fifo, begun) = ("\(server.directory)/fifo", "\(server.directory)/begun")
        for path in [fifo, begun] { mkfifo(path, 0o600) }
        let task = Task { try await connection.run(shell("exec 3>\(fifo); echo begun > \(begun); \(script)")) }
        let text = Task { await read(fifo) }
        #expect(await read(begun) == "begun\n")
        task.cancel()
        #expect(await text.value == "")
        _ = try? await task.value
        await pool.closeAll()
    }

    @Test(arguments: ["setsid sh -c 'SERVE' &", "sh -c 'SERVE' &", "(setsid sh -c 'SERVE' &)"])
    func aDaemonOutlivesTheAgentOfItsCommand(start: String) async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let (fifo, question) = ("\(server.directory)/fifo", "\(server.directory)/question")
        let answer = "\(server.directory)/answer"
        for path in [fifo, question, answer] { mkfifo(path, 0o600) }
        let serve = "exec >/dev/null 2>&1; read -r word <\(question); echo $word >\(answer)"
        let started = try await connection.run(shell(start.replacing("SERVE", with: serve) + "\necho started"))
        #expect(started.result["stdout"] == "started")
        let task = Task { try await connection.run(shell("exec 3>\(fifo); echo begun >&3; kill -9 $PPID; sleep 1000")) }
        #expect(await read(fifo) == "begun\n")
        _ = try? await task.value
        let writing = Task(executorPreference: BlockingPool.shared) {
            let writer = open(question, O_WRONLY)
            write(writer, "alive\n", 6)
            close(writer)
        }
        #expect(await read(answer) == "alive\n")
        await writing.value
        await pool.closeAll()
    }

    /// All that is written to a FIFO until everyone has closed it.
    private func read(_ fifo: String) async -> String {
        await Task(executorPreference: BlockingPool.shared) {
            let reader = open(fifo, O_RDONLY)
            defer { close(reader) }
            var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 256))
            while case let count = Glibc.read(reader, &buffer, 256), count > 0 { text += buffer[..<count] }
            return String(decoding: text, as: UTF8.self)
        }.value
    }
}
