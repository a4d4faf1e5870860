import Glibc
import HostModules
import Loopback
import Modules
import Synchronization
import System
import Testing
import Values

@testable import Connections

@Suite(.serialized) struct SSHConnectionTests {
    private let shell = TaskRequest(module: "ansible.builtin.command", arguments: ["_raw_params": "echo hello"])

    private func connection(_ settings: ConnectionSettings) async throws -> any Connection {
        try await ConnectionPool(modules: .host).connection(for: settings)
    }

    @Test func aRawCommandRunsByTheLoginShell() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let result = try await pool.connection(for: server.settings).raw("echo out; echo err >&2; exit 7")
        #expect(result.text == "out\n" && result.errorText == "err\n" && result.status == 7)
        await pool.closeAll()
    }

    /// libssh's own lines are told where the settings or ssh's arguments ask for them, and only then.
    @Test(arguments: [(option: 1, arguments: "", levels: 1), (0, "-vv", 2), (3, "-v", 3), (0, "", 0)])
    func whatLibsshSaysIsTold(option: Int, arguments: String, levels: Int) async throws {
        let server = try await TestServer()
        let lines = Lines()
        let pool = ConnectionPool(modules: .host) { _, text in lines.add(text) }
        var settings = server.settings
        settings.options["verbosity"] = .number(option)
        settings.sshArguments += arguments.split(separator: " ").map(String.init)
        let result = try await pool.connection(for: settings).raw("echo out")
        await pool.closeAll()
        #expect(result.text == "out\n")
        for level in 1...3 {
            #expect(lines.all.contains { $0.hasPrefix("debug\(level): ") } == (level <= levels), "\(lines.all)")
        }
        #expect(lines.all.contains { $0.contains("ssh_connect") } == (levels > 0))
    }

    private final class Lines: Sendable {
        private let state = Mutex<[String]>([])
        var all: [String] { state.withLock { $0 } }
        func add(_ line: String) { state.withLock { $0.append(line) } }
    }

    /// OpenSSH passes no signals to the programs of root.
    @Test(.enabled(if: geteuid() == 0)) func aProgramThatReadsNothingIsEnded() async throws {
        let server = try await TestServer(hasAccounts: true)
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let number = Int.random(in: 100_000...999_999)
        var settings = server.settings
        settings.user = TestServer.operatorName
        settings.become = Become(flags: ["sh", "-c", "exec sleep \(number)"], executable: "/usr/bin/env")
        settings.become?.patience = Become.Patience(seconds: 1, message: "Timed out.")
        let slow = try await pool.connection(for: settings)
        await #expect(throws: ConnectionError(.timeout, "Timed out.")) { try await slow.raw("true") }
        await #expect(throws: ConnectionError(.timeout, "Timed out.")) { try await slow.run(shell) }
        // The bracket keeps the search from finding itself.
        let found = try await connection.raw("sleep 0.3; ps -eo args | grep '[s]leep \(number)'")
        #expect(found.text == "" && found.status == 1)
        await pool.closeAll()
    }

    /// The one that ends a moment later has ended when the task has failed.
    @Test(.enabled(if: geteuid() == 0)) func aProgramOfRootThatReadsNothingIsWaitedFor() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let seconds = "1.\(Int.random(in: 300_000...600_000))"
        var settings = server.settings
        settings.become = Become(flags: ["sh", "-c", "sleep \(seconds); exec cat"], executable: "/usr/bin/env")
        settings.become?.patience = Become.Patience(seconds: 1, message: "Timed out.")
        let slow = try await pool.connection(for: settings)
        await #expect(throws: ConnectionError(.timeout, "Timed out.")) { try await slow.run(shell) }
        let found = try await connection.raw("ps -eo args | grep '[s]leep \(seconds)'")
        #expect(found.text == "" && found.status == 1)
        await pool.closeAll()
    }

    @Test func aModuleRunsInThePlacedAgent() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let response = try await connection.run(shell)
        #expect(response.result["stdout"] == "hello", "\(response.result)")
        let many = await connection.run(
            (0..<50).map {
                TaskRequest(module: "ansible.builtin.command", arguments: ["_raw_params": .string("echo \($0)")])
            })
        #expect(many.map { try? $0.get().result["stdout"]?.text } == (0..<50).map { "\($0)" })
        await pool.closeAll()
    }

    @Test(arguments: ["user", "rsa", "ecdsa", "locked"])
    func everyKindOfKeyLetsUsIn(name: String) async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.privateKeyFiles = ["\(server.directory)/\(name)"]
        settings.passphrase = name == "locked" ? "open sesame" : nil
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        await pool.closeAll()
    }

    @Test func anInlineKeyLetsUsIn() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        let text = try await LocalSystem().read("\(server.directory)/user", limit: 9999)
        settings.privateKeyFiles = []
        settings.privateKey = String(decoding: text, as: UTF8.self)
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        await pool.closeAll()
    }

    /// Servers ask for a password outright, or (by PAM) as a question whose answer is not shown.
    @Test(
        .enabled(if: geteuid() == 0),
        arguments: [
            "PasswordAuthentication yes",
            "UsePAM yes\nPasswordAuthentication no\nKbdInteractiveAuthentication yes",
        ])
    func aPasswordLetsUsIn(options: String) async throws {
        let server = try await TestServer(options: options + "\nPubkeyAuthentication no", hasAccounts: true)
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.password = TestServer.password
        #expect(try await pool.connection(for: settings).run(shell).result["stdout"] == "hello")
        settings.password = "close sesame"
        let error = await failure(settings)
        #expect(error?.kind == .authentication && error?.message.contains("Permission denied") == true, "\(error!)")
        #expect(error?.message.contains("sesame") == false)
        await pool.closeAll()
    }

    @Test func theAgentsKeysLetUsIn() async throws {
        let server = try await TestServer()
        let socket = "\(server.directory)/agent"
        let agent = try await PipedProgram.start(["/usr/bin/ssh-agent", "-D", "-a", socket])
        defer {
            agent.kill()
            _ = agent.waitForEnd()
        }
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.privateKeyFiles = []
        settings.sshArguments = ["-o", "IdentityAgent=\(socket)"]
        while access(socket, F_OK) != 0 { try await Task.sleep(nanoseconds: 5_000_000) }
        #expect(await failure(settings)?.kind == .authentication)
        let added = try await LocalSystem().run(
            Command(["ssh-add", "-q", "\(server.directory)/ecdsa"], environment: ["SSH_AUTH_SOCK": socket]))
        #expect(added.succeeded, "\(added.errorText)")
        #expect(try await pool.connection(for: settings).run(shell).result["stdout"] == "hello")
        await pool.closeAll()
    }

    private func failure(_ settings: ConnectionSettings) async -> ConnectionError? {
        await #expect(throws: ConnectionError.self) {
            let pool = ConnectionPool(modules: .host)
            _ = try await pool.connection(for: settings).raw("true")
        }
    }

    @Test func aWrongKeyIsAnAuthenticationFailure() async throws {
        let server = try await TestServer()
        var settings = server.settings
        settings.privateKeyFiles = ["\(server.directory)/host"]
        let error = await failure(settings)
        #expect(error?.kind == .authentication && error?.isUnreachable == true)
        let user = TestServer.userName
        #expect(
            error?.message.hasPrefix(
                "Failed to connect to the host via ssh: \(user)@127.0.0.1: Permission denied (publickey") == true,
            "\(error!)")
    }

    @Test func aRefusedPortAndAnUnknownNameAreUnreachable() async throws {
        let port = try TestServer.freePort()
        let refused = await failure(ConnectionSettings(host: "127.0.0.1", port: port, configurationFiles: []))
        #expect(refused?.kind == .connect)
        #expect(
            refused?.message == "Failed to connect to the host via ssh: "
                + "ssh: connect to host 127.0.0.1 port \(port): Connection refused")
        let unknown = await failure(ConnectionSettings(host: "no-such-host.invalid", configurationFiles: []))
        #expect(unknown?.message.contains("Could not resolve hostname no-such-host.invalid") == true)
    }

    @Test func anUnknownHostIsRefusedAcceptedOrRemembered() async throws {
        let server = try await TestServer()
        var settings = server.settings
        settings.knownHostsFiles = ["\(server.directory)/other/known"]
        #expect(await failure(settings)?.kind == .hostKey)
        settings.hostKeyChecking = .off
        let pool = ConnectionPool(modules: .host)
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        settings.hostKeyChecking = .acceptNew
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        settings.hostKeyChecking = .strict
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        await pool.closeAll()
    }

    @Test func aChangedHostKeyIsRefusedEvenWhereNewOnesAreAccepted() async throws {
        let server = try await TestServer()
        let other = try await LocalSystem().read("\(server.directory)/user.pub", limit: 9999)
        let line = "[127.0.0.1]:\(server.port) " + String(decoding: other, as: UTF8.self)
        try await LocalSystem().write("\(server.directory)/wrong", Array(line.utf8), mode: 0o600, append: false)
        var settings = server.settings
        settings.knownHostsFiles = ["\(server.directory)/wrong"]
        settings.hostKeyChecking = .acceptNew
        let error = await failure(settings)
        #expect(error?.kind == .hostKey && error?.message.contains("\(server.directory)/wrong:1") == true)
    }

    @Test func aServerThatSaysNothingTimesOut() async throws {
        let socket = LoopbackSocket()
        defer { close(socket.descriptor) }
        let error = await failure(
            ConnectionSettings(host: "127.0.0.1", port: socket.port, connectTimeout: 0.2, configurationFiles: []))
        #expect(error?.kind == .timeout && error?.isUnreachable == true)
    }

    @Test func aModuleThatEndsItsAgentFailsAloneAndTheNextRuns() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let deadly = TaskRequest(module: "ansible.builtin.shell", arguments: ["_raw_params": "kill -9 $PPID"])
        let answers = await connection.run([shell, deadly, shell])
        let results = try answers.map { try $0.get().result }
        #expect(results[0]["stdout"] == "hello" && results[2]["stdout"] == "hello")
        #expect(results[1]["failed"] == true)
        #expect(results[1]["msg"]?.text?.hasPrefix("MODULE FAILURE: The agent on the host ended") == true)
        await pool.closeAll()
    }

    @Test func aConnectionThatIsClosedOpensAgain() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        #expect(try await connection.run(shell).result["stdout"] == "hello")
        await pool.reset(server.settings)
        #expect(try await connection.run(shell).result["stdout"] == "hello")
        await pool.closeAll()
    }

    @Test func aJumpAndAProxyCommandLeadThere() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.sshArguments = ["-J", "\(TestServer.userName)@127.0.0.1:\(server.port)"]
        #expect(try await pool.connection(for: settings).run(shell).result["stdout"] == "hello")
        settings.sshArguments = ["-o", "ProxyCommand=exec bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & cat >&3'"]
        #expect(try await pool.connection(for: settings).raw("echo in").text == "in\n")
        await pool.closeAll()
    }

    @Test func aFileComesWhole() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await LocalSystem().write("\(server.directory)/large", bytes, mode: 0o600, append: false)
        #expect(try await connection.fetch("\(server.directory)/large") == bytes)
        await #expect(throws: ConnectionError.self) { try await connection.fetch("/nowhere") }
        await pool.closeAll()
    }

    @Test func aConnectionThatDropsIsUnreachableAndOpensAgain() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let dropping = TaskRequest(
            module: "ansible.builtin.shell", arguments: ["_raw_params": "kill -9 $(ps -o ppid= -p $PPID); sleep 1000"])
        let error = await #expect(throws: ConnectionError.self) { try await connection.run(dropping) }
        #expect(error?.kind == .dropped && error?.isUnreachable == true)
        #expect(try await connection.run(shell).result["stdout"] == "hello")
        await pool.closeAll()
    }

    @Test func aCancelledTaskEndsWhatItRuns() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let fifo = "\(server.directory)/fifo"
        mkfifo(fifo, 0o600)
        let waiting = TaskRequest(
            module: "ansible.builtin.shell", arguments: ["_raw_params": .string("echo $$ > \(fifo); sleep 1000")])
        let task = Task { try await connection.run(waiting) }
        let pid = try await LocalSystem().run(Command(["cat", fifo])).text
        task.cancel()
        _ = try? await task.value
        // The answer comes once the module's process group is gone.
        #expect(try await LocalSystem().run(.shell("kill -0 \(pid)")).status != 0)
        #expect(try await connection.run(shell).result["stdout"] == "hello")
        await pool.closeAll()
    }

    @Test func aFrozenServerIsNoticed() async throws {
        let server = try await TestServer()
        let pool = ConnectionPool(modules: .host)
        var settings = server.settings
        settings.keepAliveInterval = 0.1
        let connection = try await pool.connection(for: settings)
        // The session's own server process is stopped, so that nothing answers any more.
        let stopping = TaskRequest(
            module: "ansible.builtin.shell",
            arguments: [
                "_raw_params": .string(
                    "p=$(ps -o ppid= -p $PPID); echo $p > \(server.directory)/stopped; kill -STOP $p; sleep 1000")
            ])
        let error = await #expect(throws: ConnectionError.self) { try await connection.run(stopping) }
        #expect(error?.kind == .timeout)
        await pool.closeAll()
        _ = try await LocalSystem().run(.shell("kill -CONT $(cat \(server.directory)/stopped)"))
    }
}
