public import Configuration
public import Connections
import Hosts
import System

/// Hosts in namespaces of this machine, entered without SSH, under the names that containers have.
///
/// The address `FLEET/HOST` is such a host; any other is what the plugin of that name reaches.
public struct HostConnectionPlugin: ConnectionPlugin {
    public let names: [String]
    public let options: [SettingReference]
    private let other: (any ConnectionPlugin)?

    /// One for each of `docker` and `podman`, and `swiftplay.host`, which is no container's.
    public static var all: [HostConnectionPlugin] {
        let registry = ConnectionRegistry()
        return ["community.docker.docker", "containers.podman.podman"].compactMap { name in
            registry.plugin(named: name).map { HostConnectionPlugin(over: $0) }
        } + [HostConnectionPlugin()]
    }

    private init(over other: any ConnectionPlugin) {
        names = other.names
        options = other.options
        self.other = other
    }

    private init() {
        names = ["swiftplay.host"]
        options = SettingReference.options(
            """
            remote_addr | string | null |  |  | ansible_host,ansible_swiftplay_host
            remote_user | string | null | ANSIBLE_REMOTE_USER | defaults:remote_user | ansible_user
            """)
        other = nil
    }

    public func patience(_ settings: ConnectionSettings) -> Become.Patience? { other?.patience(settings) }
    public func check(_ settings: ConnectionSettings) throws(ConnectionError) { try other?.check(settings) }

    public func remoteShell(_ settings: ConnectionSettings, user: String?) -> RemoteShell? {
        let parts = settings.host.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return other?.remoteShell(settings, user: user) }
        return RemoteShell(HostEntry.words(fleet: parts[0], user: user), host: parts[1])
    }

    public func open(
        _ settings: ConnectionSettings, note: @escaping @Sendable (String) -> Void
    ) async throws(ConnectionError) -> any Transport {
        let parts = settings.host.split(separator: "/", maxSplits: 1).map(String.init)
        let store = HostStore(environment: ProcessEnvironment.current)
        guard parts.count == 2, let store else {
            guard let other else { throw ConnectionError(.connect, "\(settings.host) is no FLEET/HOST") }
            return try await other.open(settings, note: note)
        }
        guard let host = Fleet(parts[0], in: store).host(parts[1]) else {
            throw ConnectionError(.connect, "the host \(parts[1]) does not run")
        }
        let options = settings.options
        let user = options.text("remote_user")
        do throws(HostError) {
            if let user { try await host.addAccount(user) }
        } catch {
            throw ConnectionError(.connect, error.message)
        }
        let directory = options.text("working_dir")
        let shell = [options.text("executable") ?? "/bin/sh", "-c"]
        var environment: [String: String] = [:]
        for pair in options.mapping("extra_env") { environment[pair.name] = pair.text }
        return ProgramTransport { [environment] line throws(ConnectionError) in
            let line = directory.map { "cd \(ShellQuote.quoted($0)) && \(line)" } ?? line
            do throws(HostError) {
                return try host.start(shell + [line], user: user, environment: environment)
            } catch {
                throw ConnectionError(.connect, error.message)
            }
        }
    }
}
