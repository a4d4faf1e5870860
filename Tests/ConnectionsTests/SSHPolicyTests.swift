import Glibc
import HostModules
import Loopback
import Modules
import System
import Testing
import Values

@testable import Connections

/// What the ssh configuration asks for is done, and how far a server is trusted, against a real sshd.
@Suite(.serialized) struct SSHPolicyTests {
    private let hello = TaskRequest(module: "ansible.builtin.command", arguments: ["_raw_params": "echo hello"])

    /// The output of a command, or the error.
    private func ask(_ settings: ConnectionSettings, _ command: String = "echo in") async -> Result<
        String, ConnectionError
    > {
        let pool = ConnectionPool(modules: .host)
        let answer: Result<String, ConnectionError>
        do throws(ConnectionError) {
            answer = .success(try await pool.connection(for: settings).raw(command).text)
        } catch { answer = .failure(error) }
        await pool.closeAll()
        return answer
    }

    private func refusal(_ settings: ConnectionSettings) async -> ConnectionError? {
        if case .failure(let error) = await ask(settings) { error } else { nil }
    }

    @Test func algorithmsAreThoseThatAreAskedFor() async throws {
        let server = try await TestServer(
            options: "Ciphers aes128-ctr\nMACs hmac-sha2-256\nKexAlgorithms curve25519-sha256")
        var settings = server.settings
        #expect(try await ask(settings).get() == "in\n")
        for words in [
            ["-c", "aes128-ctr"], ["-o", "MACs=^hmac-sha2-256"], ["-o", "KexAlgorithms=-diffie*"],
            ["-o", "HostKeyAlgorithms=ssh-ed25519"], ["-o", "PubkeyAcceptedAlgorithms=ssh-ed25519"],
        ] {
            settings.sshArguments = words
            #expect(try await ask(settings).get() == "in\n")
        }
        for words in [
            ["-c", "aes256-ctr"], ["-o", "Ciphers=-aes128*"], ["-m", "hmac-sha2-512"], ["-o", "Ciphers=nonsense"],
            ["-o", "KexAlgorithms=ecdh-sha2-nistp256"], ["-o", "HostKeyAlgorithms=rsa-sha2-512"],
            ["-o", "PubkeyAcceptedAlgorithms=rsa-sha2-512"], ["-o", "PubkeyAuthentication=no"],
            ["-o", "PreferredAuthentications=password"],
        ] {
            settings.sshArguments = words
            #expect(await refusal(settings)?.isUnreachable == true, "\(words)")
        }
    }

    @Test func revokedHostKeysAreRefused() async throws {
        let server = try await TestServer()
        var settings = server.settings
        let host = "\(server.directory)/host.pub", list = "\(server.directory)/krl"
        #expect(try await LocalSystem().run(Command(["ssh-keygen", "-q", "-k", "-f", list, host])).succeeded)
        for file in [host, list, "/no/such/file"] {
            settings.sshArguments = ["-o", "RevokedHostKeys=\(file)"]
            #expect(await refusal(settings)?.kind == .hostKey, "\(file)")
        }
        let other = "\(server.directory)/others"
        #expect(
            try await LocalSystem().run(
                Command(["ssh-keygen", "-q", "-k", "-f", other, "\(server.directory)/rsa.pub"])
            ).succeeded)
        for file in ["\(server.directory)/rsa.pub", other] {
            settings.sshArguments = ["-o", "RevokedHostKeys=\(file)"]
            #expect(try await ask(settings).get() == "in\n")
        }
    }

    /// Nothing is checked, but a server with another key than the known one may be anybody.
    @Test func aChangedKeyGetsNoPassword() async throws {
        guard geteuid() == 0 else { return }
        let server = try await TestServer(options: "PasswordAuthentication yes", hasAccounts: true)
        var settings = server.settings
        settings.hostKeyChecking = .off
        settings.password = TestServer.password
        settings.privateKeyFiles = []
        settings.sshArguments = ["-o", "IdentitiesOnly=yes", "-o", "PubkeyAuthentication=no"]
        settings.user = "root"
        #expect(try await ask(settings).get() == "in\n")
        let other = try await LocalSystem().read("\(server.directory)/rsa.pub", limit: 9999)
        let words = String(decoding: other, as: UTF8.self).split(separator: " ")
        let known = "[127.0.0.1]:\(server.port) ssh-ed25519 \(words[1])\n"
        try await LocalSystem().write("\(server.directory)/changed", Array(known.utf8), mode: 0o600, append: false)
        settings.knownHostsFiles = ["\(server.directory)/changed"]
        let error = await refusal(settings)
        #expect(
            error?.kind == .authentication && error?.message.contains("man-in-the-middle") == true, "\(error as Any)")
        settings.privateKeyFiles = server.settings.privateKeyFiles
        settings.sshArguments = []
        #expect(try await ask(settings).get() == "in\n")
    }

    @Test func anUnknownKeyIsRememberedWhereNothingIsChecked() async throws {
        let server = try await TestServer()
        var settings = server.settings
        settings.hostKeyChecking = .off
        settings.knownHostsFiles = ["\(server.directory)/new"]
        #expect(try await ask(settings).get() == "in\n")
        settings.hostKeyChecking = .strict
        #expect(try await ask(settings).get() == "in\n")
        settings.knownHostsFiles = ["/no/such/directory/new"]
        settings.hostKeyChecking = .off
        #expect(try await ask(settings).get() == "in\n")
    }

    @Test func variablesAreSentAsTheConfigurationSays() async throws {
        let server = try await TestServer(options: "AcceptEnv SP_*")
        var settings = server.settings
        settings.sshArguments = ["-o", "SetEnv=SP_A=1 \"SP_B=two words\" OTHER=3"]
        #expect(try await ask(settings, "echo $SP_A-$SP_B-$OTHER").get() == "1-two words-\n")
        let sent = SSHEnvironment(send: ["LANG LC_*", "-LC_TIME"], set: []).variables(
            of: ["LANG": "a", "LC_ALL": "b", "LC_TIME": "c", "PATH": "d"])
        #expect(sent.map(\.name) == ["LANG", "LC_ALL"])
    }

    @Test func aLoginMayTakeLongerThanConnecting() async throws {
        let server = try await TestServer(options: "AuthorizedKeysCommand /bin/sleep 3\nAuthorizedKeysCommandUser root")
        var settings = server.settings
        settings.connectTimeout = 1
        settings.keepAliveInterval = 1
        #expect(try await ask(settings).get() == "in\n")
    }

    @Test func oneChannelASessionIsEnough() async throws {
        let server = try await TestServer(options: "MaxSessions 1")
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        #expect(try await connection.run(hello).result["stdout"] == "hello")
        #expect(try await connection.raw("echo in").text == "in\n")
        #expect(try await connection.raw("echo in").text == "in\n")
        #expect(try await connection.run(hello).result["stdout"] == "hello")
        await pool.closeAll()
    }

    @Test(arguments: ["ForceCommand exit 1", "ForceCommand echo This account is currently not available.; exit 1"])
    func aShellThatRunsNothingIsUnreachable(option: String) async throws {
        let server = try await TestServer(options: option)
        let pool = ConnectionPool(modules: .host)
        let connection = try await pool.connection(for: server.settings)
        let error = await #expect(throws: ConnectionError.self) { try await connection.run(hello) }
        #expect(error?.isUnreachable == true, "\(error as Any)")
        await pool.closeAll()
    }

    @Test func manyAtOnceWaitForABusyServer() async throws {
        let server = try await TestServer(options: "MaxStartups 3:100:3")
        let settings = server.settings
        let answers = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
            for _ in 0..<8 { group.addTask { (try? await ask(settings).get()) == "in\n" } }
            var answers: [Bool] = []
            for await answer in group { answers.append(answer) }
            return answers
        }
        #expect(answers == Array(repeating: true, count: 8))
    }

    @Test func whatBearsOnSecurityAndIsNotHonouredIsNamed() async throws {
        var template = Array("/tmp/swiftplay-config-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        defer { _ = Glibc.system("rm -rf '\(directory)'") }
        let text =
            "Host *\nKnownHostsCommand /bin/keys\nCanonicalizeHostname no\nForwardX11 yes\nMatch exec true\nUser x\n"
        try await LocalSystem().write("\(directory)/config", Array(text.utf8), mode: 0o600, append: false)
        let options = try await SSHOptions(
            ConnectionSettings(host: "web1", configurationFiles: ["\(directory)/config"]))
        #expect(options.unhonoured == ["knownhostscommand /bin/keys", "match exec"] && options.user != "x")
    }

    /// Every keyword that ssh knows (`ssh -G` prints them) is in the table.
    @Test func everyKeywordIsClassified() async throws {
        let printed = try await LocalSystem().run(Command(["ssh", "-G", "-F", "none", "host"])).text
        let words = printed.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(words.count > 50)
        for word in words where word != "host" { #expect(SSHKeyword.handling(of: word.lowercased()) != nil, "\(word)") }
    }
}
