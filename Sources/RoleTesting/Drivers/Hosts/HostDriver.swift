import Diagnostics
import Hosts
import Synchronization
import System
import Values

/// Hosts in namespaces of this machine, for platforms of docker, podman and vagrant.
struct HostDriver: Driver {
    /// Which containers or machines the hosts stand for.
    let kind: String
    let context: DriverContext
    private let fleet: Fleet
    private let store: HostStore
    private let current: CurrentMachine

    static let name = "host"
    var name: String { Self.name }

    init(kind: String, context: DriverContext) throws(Diagnostic) {
        guard let store = HostStore(environment: context.environment) else {
            throw Diagnostic("hosts need a folder for their images: HOME is not set")
        }
        self.kind = kind
        self.context = context
        self.store = store
        current = CurrentMachine(environment: context.environment, note: context.note)
        fleet = Fleet(context.identity, in: store)
    }

    private func machine() async -> HostMachine { await current.machine }

    func check() async throws(Diagnostic) {
        do throws(HostError) { try await machine().check() } catch { throw diagnostic(error) }
    }

    func create(_ platforms: [Platform]) async throws(Diagnostic) -> [PlatformOutcome] {
        for platform in platforms { tell(of: platform) }
        return try await create(platforms, from: nil)
    }

    private func create(_ platforms: [Platform], from snapshot: HostSnapshot?) async throws(Diagnostic)
        -> [PlatformOutcome]
    {
        var descriptions: [HostDescription] = [], networks: [NetworkDescription] = []
        for platform in platforms {
            descriptions.append(try self.platform(platform).description())
            networks += try self.platform(platform).networks()
        }
        let outcomes: [Fleet.Outcome]
        do throws(HostError) {
            outcomes = try await fleet.create(
                descriptions, networks: networks, images: try table(), machine: await machine(), from: snapshot,
                owner: context.ephemeralDirectory)
        } catch {
            throw diagnostic(error)
        }
        return zip(platforms, outcomes).map { platform, outcome in
            switch outcome {
            case .ready(let host): .ready(access(platform, host))
            case .skipped(_, let reason): .skipped(platform: platform.name, reason: reason)
            }
        }
    }

    private func platform(_ platform: Platform) -> HostPlatform {
        HostPlatform(platform: platform, context: context, driver: kind)
    }

    private func table() throws(HostError) -> ImageTable {
        do throws(Diagnostic) { return try HostImages.table(environment: context.environment) } catch {
            throw HostError("\(error)")
        }
    }

    /// Lists what a host does without.
    private func tell(of platform: Platform) {
        let platform = self.platform(platform)
        if !platform.unapplied.isEmpty {
            context.note(
                "platform '\(platform.platform.name)': not applied: \(platform.unapplied.joined(separator: ", "))")
        }
        if !platform.foreignSettings.isEmpty {
            context.note(
                "platform '\(platform.platform.name)': not applied, as the machine's own: "
                    + platform.foreignSettings.joined(separator: ", "))
        }
    }

    private func diagnostic(_ error: HostError) -> Diagnostic {
        Diagnostic(error.description)
    }

    func access(to platforms: [Platform]) throws(Diagnostic) -> [HostAccess] {
        platforms.compactMap { platform in fleet.host(platform.name).map { access(platform, $0) } }
    }

    private func access(_ platform: Platform, _ host: HostRecord) -> HostAccess {
        let place = Value.string("\(context.identity)/\(host.name)")
        let variables: Dict =
            switch kind {
            case "podman": ["ansible_connection": "podman", "ansible_podman_host": place]
            case "vagrant":
                ["ansible_connection": "swiftplay.host", "ansible_swiftplay_host": place, "ansible_user": "vagrant"]
            default: ["ansible_connection": "community.docker.docker", "ansible_docker_host": place]
            }
        // As `vagrant ssh` does, whose machines have that user.
        let shell = kind == "vagrant" ? ["su", "-", "vagrant"] : []
        return HostAccess(
            platform: platform.name, variables: variables,
            login: HostEntry.words(fleet: context.identity) + [host.name] + shell)
    }

    func destroy(_ names: [String]) async throws(Diagnostic) { await fleet.destroy(names) }

    func fingerprint(of platforms: [Platform]) async throws(Diagnostic) -> String? {
        var descriptions: [HostDescription] = []
        for platform in platforms {
            let description = try self.platform(platform).description()
            // What is written to a volume lies beside the host's own files.
            guard description.volumes.allSatisfy({ $0.isReadOnly || $0.target.hasPrefix("/sys/fs/cgroup") }) else {
                return nil
            }
            descriptions.append(description)
        }
        do throws(HostError) {
            let images = try await fleet.fingerprints(of: descriptions, images: try table(), machine: await machine())
            return kind + "\n" + descriptions.map { "\($0.name)=\(images[$0.name] ?? "")" }.joined(separator: "\n")
        } catch {
            throw diagnostic(error)
        }
    }

    func snapshot(_ platforms: [Platform], key: String) async throws(Diagnostic) {
        let names = platforms.map(\.name)
        let hosts = fleet.hosts.filter { names.contains($0.name) }
        for host in hosts {
            let programs = host.leftPrograms
            guard programs.isEmpty else {
                throw Diagnostic(
                    "prepare has left programs running on \(host.name): \(programs.joined(separator: ", "))")
            }
        }
        do throws(HostError) {
            try await store.keep(
                hosts, of: fleet, key: key, title: "\(context.scenario): \(names.joined(separator: ", "))")
        } catch {
            throw diagnostic(error)
        }
    }

    func restore(_ platforms: [Platform], key: String) async throws(Diagnostic) -> [PlatformOutcome]? {
        guard let snapshot = store.snapshot(key), snapshot.isWhole else { return nil }
        snapshot.touch()
        return try await create(platforms, from: snapshot)
    }
}

/// This machine as hosts see it, looked at once and only where it is wanted.
private final class CurrentMachine: Sendable {
    private let environment: [String: String]
    private let note: @Sendable (String) -> Void
    private let looking = Mutex<Task<HostMachine, Never>?>(nil)

    init(environment: [String: String], note: @escaping @Sendable (String) -> Void) {
        self.environment = environment
        self.note = note
    }

    var machine: HostMachine {
        get async {
            let task = looking.withLock { looking in
                let task =
                    looking ?? Task { [environment, note] in await .current(environment: environment, note: note) }
                looking = task
                return task
            }
            return await task.value
        }
    }
}
