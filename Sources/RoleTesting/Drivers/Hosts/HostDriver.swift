import Diagnostics
import Hosts
import System
import Values

/// Hosts in namespaces of this machine, for platforms of docker, podman and vagrant.
struct HostDriver: Driver {
    /// Which containers or machines the hosts stand for.
    let kind: String
    let context: DriverContext
    private let fleet: Fleet
    private let store: HostStore

    var name: String { "host" }

    init(kind: String, context: DriverContext) throws(Diagnostic) {
        guard let store = HostStore(environment: context.environment) else {
            throw Diagnostic("hosts need a folder for their images: HOME is not set")
        }
        self.kind = kind
        self.context = context
        self.store = store
        fleet = Fleet(context.identity, in: store)
    }

    private func machine() async -> HostMachine {
        await .current(environment: context.environment, note: context.note)
    }

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
                descriptions, networks: networks, images: try table(), machine: await machine(), from: snapshot)
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

    private func description(of platform: Platform) throws(HostError) -> HostDescription {
        do throws(Diagnostic) { return try self.platform(platform).description() } catch {
            throw HostError(error.message)
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
        return HostAccess(
            platform: platform.name, variables: variables,
            login: [RunningProgram.path, HostEntry.command, context.identity, host.name])
    }

    func destroy(_ names: [String]) async throws(Diagnostic) { await fleet.destroy(names) }

    func abandon() { fleet.abandon() }

    func fingerprint(of platform: Platform) throws(Diagnostic) -> String? {
        switch try self.platform(platform).description().image {
        case .named(let name), .prepared(let name), .box(let name): return "\(kind)\n\(name)"
        case .dockerfile(let text, _, let arguments):
            return "\(kind)\n\(text)\n\(arguments.sorted { $0.key < $1.key })"
        }
    }

    func snapshot(_ platforms: [Platform], key: String) async throws(Diagnostic) {
        let names = platforms.map(\.name)
        let hosts = fleet.hosts.filter { names.contains($0.name) }
        do throws(HostError) {
            try await store.keep(
                hosts, of: fleet, key: key, title: "\(context.scenario): \(names.joined(separator: ", "))")
        } catch {
            throw diagnostic(error)
        }
    }

    func restore(_ platforms: [Platform], key: String) async throws(Diagnostic) -> [PlatformOutcome]? {
        guard let snapshot = store.snapshot(key) else { return nil }
        do throws(HostError) {
            for platform in platforms {
                let description = try description(of: platform)
                let image = try await fleet.fingerprint(of: description, images: try table(), machine: await machine())
                guard snapshot.fits(platform.name, image: image) else { return nil }
            }
        } catch  where error.missingImage != nil {
            return nil
        } catch {
            throw diagnostic(error)
        }
        return try await create(platforms, from: snapshot)
    }

    func snapshots() -> [Snapshot] {
        store.allSnapshots.map { Snapshot(key: $0.key, title: $0.title, size: $0.size, date: $0.date) }
    }

    func removeSnapshots(_ keys: [String]?) throws(Diagnostic) {
        do throws(HostError) {
            for snapshot in store.allSnapshots where keys?.contains(snapshot.key) ?? true { try store.remove(snapshot) }
        } catch {
            throw diagnostic(error)
        }
    }
}
