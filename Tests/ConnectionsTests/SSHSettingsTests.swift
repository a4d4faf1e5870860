import Glibc
import System
import Testing

@testable import Connections

@Suite struct SSHSettingsTests {
    @Test func argumentsAreHonouredPassedOverOrRefused() throws {
        let arguments = try SSHArguments([
            "-o", "StrictHostKeyChecking=no", "-oUserKnownHostsFile=/dev/null", "-o", "ControlMaster=auto", "-C", "-q",
            "-o", "ControlPersist=60s", "-p", "2222", "-i", "/k1", "-i/k2", "-J", "hop", "-o", "User root",
        ])
        #expect(arguments.values["stricthostkeychecking"] == ["no"])
        #expect(arguments.values["userknownhostsfile"] == ["/dev/null"])
        #expect(arguments.values["port"] == ["2222"] && arguments.values["identityfile"] == ["/k1", "/k2"])
        #expect(arguments.values["proxyjump"] == ["hop"] && arguments.values["user"] == ["root"])
    }

    @Test(arguments: [["-o", "ForwardAgent=yes"], ["-L", "1:a:2"], ["-o"], ["-o", "nonsense"]])
    func whatIsNotSupportedIsRefusedByName(words: [String]) {
        let error = #expect(throws: ConnectionError.self) { try SSHArguments(words) }
        #expect(error?.kind == .unsupported && error?.message.contains(words[0]) == true)
    }

    @Test(arguments: [["host"], ["-Z"], ["-o", "Nonsense=1"]])
    func whatNoSSHTakesLeavesTheHostUnreachable(words: [String]) {
        let error = #expect(throws: ConnectionError.self) { try SSHArguments(words) }
        #expect(error?.isUnreachable == true)
    }

    @Test func theCommandForPeopleHoldsWhatIsSetButSecrets() {
        let settings = ConnectionSettings(
            host: "web1", port: 2222, user: "ops", password: "hidden-word", privateKeyFiles: ["/k 1"],
            hostKeyChecking: .off, connectTimeout: 7, sshArguments: ["-o", "ProxyJump=hop"])
        #expect(
            settings.sshCommandLine(running: "/bin/sh -c 'true'")
                == #"ssh -o Port=2222 -o 'IdentityFile="/k 1"' -o 'User="ops"' -o ConnectTimeout=7 -o StrictHostKeyChecking=no "#
                + #"-o ProxyJump=hop web1 '/bin/sh -c '"'"'true'"'"''"#)
        #expect(ConnectionSettings(host: "web1").sshCommandLine(running: "id") == "ssh -o ConnectTimeout=10 web1 id")
    }

    private func options(_ file: String, _ change: (inout ConnectionSettings) -> Void = { _ in }) async throws
        -> SSHOptions
    {
        var template = Array("/tmp/swiftplay-config-XXXXXX".utf8CString)
        let directory = String(cString: try #require(mkdtemp(&template)))
        defer { _ = Glibc.system("rm -rf '\(directory)'") }
        try await LocalSystem().write("\(directory)/config", Array(file.utf8), mode: 0o600, append: false)
        var settings = ConnectionSettings(host: "web1", configurationFiles: ["\(directory)/config"])
        change(&settings)
        return try await SSHOptions(settings)
    }

    @Test func theFirstLineOfTheFileThatFitsWins() async throws {
        let options = try await options(
            """
            # comment
            Host web* !web9
                HostName %h.example.org
                Port 2200
                StrictHostKeyChecking accept-new
            Match user deploy originalhost web1
                ProxyJump "gate"
            Match exec "true"
                ProxyCommand never
            Host *
                User = deploy
                Port 22
                ServerAliveInterval 7
            """
        ) { $0.user = "deploy" }
        #expect(options.hostName == "web1.example.org" && options.port == 2200 && options.user == "deploy")
        #expect(options.checking == .acceptNew && options.proxyJump == "gate" && options.proxyCommand == nil)
        #expect(options.keepAliveInterval == 7)
    }

    @Test func settingsComeBeforeArgumentsAndThoseBeforeTheFile() async throws {
        let options = try await options("Port 1\nUser file\nHostName file\nStrictHostKeyChecking off") {
            $0.port = 3
            $0.sshArguments = ["-o", "Port=2", "-o", "HostName=argument"]
        }
        #expect(
            options.port == 3 && options.hostName == "argument" && options.user == "file" && options.checking == .off)
    }

    @Test func theCheapestCipherComesFirst() async throws {
        let (fast, slow) = (AlgorithmList.ciphers(fastAES: true), AlgorithmList.ciphers(fastAES: false))
        #expect(fast.hasPrefix("aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,"))
        #expect(slow.hasPrefix("chacha20-poly1305@openssh.com,"))
        #expect(Set(fast.split(separator: ",")) == Set(slow.split(separator: ",")))
        let options = try await SSHOptions(ConnectionSettings(host: "web1", configurationFiles: []))
        #expect(options.algorithms.ciphers.joined(separator: ",") == AlgorithmList.ciphers)
    }

    @Test func aProxyCommandKnowsItsTokens() async throws {
        let options = try await options("ProxyCommand nc -X %% %h %p %r") {
            $0.user = "me"
            $0.port = 5
        }
        #expect(options.proxyCommand == "nc -X % web1 5 me")
    }

    @Test func whatIsNoNumberOrNoPortThrows() async throws {
        await #expect(throws: ConnectionError.self) { try await options("Port x") }
        await #expect(throws: ConnectionError.self) { try await options("") { $0.port = 70000 } }
        await #expect(throws: ConnectionError.self) { try await options("") { $0.privateKeyFiles = ["/no/such/key"] } }
    }
}
