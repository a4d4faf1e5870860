import HostModules
import Modules
import Testing

@testable import Connections

/// Names that OpenSSH refuses are refused, as they would stand in ProxyCommand and in options as they are.
@Suite struct SSHNameTests {
    @Test(arguments: ["web1", "web-1.example.org", "::1", "fe80::1%eth0", "10.0.0.1", "under_score", "münchen"])
    func properHosts(name: String) { #expect(SSHName.isHost(name)) }

    @Test(
        arguments: [
            "-oProxyCommand=id", "a;id", "a`id`", "$(id)", "a b", "a\nb", "a|b", "a&b", "a>b", "a<b", "a'b", "a\"b",
            "a\\b", "{a}", "a,b", "\u{7F}",
        ])
    func improperHosts(name: String) async {
        #expect(!SSHName.isHost(name))
        let error = await #expect(throws: ConnectionError.self) {
            try await SSHOptions(ConnectionSettings(host: name, configurationFiles: []))
        }
        #expect(error?.isUnreachable == true && error?.message.contains("hostname contains invalid characters") == true)
    }

    @Test(arguments: ["root", "first last", "DOMAIN\\user", "user@realm", "$dollar"])
    func properUsers(name: String) { #expect(SSHName.isUser(name)) }

    @Test(arguments: ["-l", "a;id", "a`id`", "$(id)", "a -oX", "a\\", "a|b", "a\nb", "{a}", "a'b"])
    func improperUsers(name: String) async {
        #expect(!SSHName.isUser(name))
        await #expect(throws: ConnectionError.self) {
            try await SSHOptions(ConnectionSettings(host: "web1", user: name, configurationFiles: []))
        }
    }

    @Test func jumpsAreChecked() async {
        let settings = ConnectionSettings(
            host: "web1", sshArguments: ["-J", "$(touch${IFS}x)"], configurationFiles: [])
        let error = await #expect(throws: ConnectionError.self) { try await SSHConnector(settings).connect() }
        #expect(error?.message.contains("hostname contains invalid characters") == true)
    }

    @Test(arguments: [
        "community.docker.docker", "containers.podman.podman", "kubernetes.core.kubectl", "community.general.chroot",
    ])
    func containersAreNoOptions(name: String) async {
        await #expect(throws: ConnectionError.self) {
            try await ConnectionPool(modules: .host).connection(
                for: ConnectionSettings(kind: .init(name), host: "--privileged"))
        }
    }

    @Test func usersToBecomeAreNoOptions() async {
        var settings = ConnectionSettings(kind: .local, host: "localhost")
        settings.become = Become(method: .su, user: "--login")
        let made = settings
        await #expect(throws: ConnectionError.self) { try await ConnectionPool(modules: .host).connection(for: made) }
    }
}
