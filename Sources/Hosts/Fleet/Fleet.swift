import Glibc
import System
import Values

/// Hosts that share networks, such as the platforms of one scenario. All that is known of them is in the fleet's folder, so
/// that a later process finds, enters and destroys them.
public struct Fleet: Sendable, Hashable {
    public enum Outcome: Sendable {
        case ready(HostRecord)
        /// It cannot be had here, and why.
        case skipped(name: String, reason: String)
    }

    public let identity: String
    public let store: HostStore

    /// `identity` is made of letters, digits, `-`, `_` and `.`
    public init(_ identity: String, in store: HostStore) {
        self.identity = identity
        self.store = store
    }

    var folder: String { store.fleet(identity) }

    /// Where a host keeps its files; its name may hold what no file's name does.
    func folder(of host: String) -> String {
        let isPlain = host.utf8.allSatisfy { byte in
            Character(UnicodeScalar(byte)).isLetter && byte < 128 || (48...57).contains(byte)
                || "-_.".utf8.contains(byte)
        }
        let name = isPlain && !host.hasPrefix(".") ? host : "h-\(Digest.hex(.sha256, host.utf8).prefix(12))"
        return "\(folder)/\(name)"
    }

    /// The hosts that run, by the order of their names.
    public var hosts: [HostRecord] {
        Files.names(in: folder).compactMap { HostRecord.read("\(folder)/\($0)") }.filter(\.isRunning)
    }

    /// The host of this name, if it runs.
    public func host(_ name: String) -> HostRecord? {
        HostRecord.read(folder(of: name)).flatMap { $0.isRunning ? $0 : nil }
    }

    private var ownerFile: String { "\(folder)/.owner" }

    /// The directory of the project that made it; nil where that is not known.
    var owner: String? { Files.text(ownerFile) }

    /// Makes hosts side by side; what runs already stays. Where one fails, none that this call made is left.
    ///
    /// - Parameter owner: a directory; once it is gone, the hosts are not needed any more.
    public func create(
        _ descriptions: [HostDescription], networks: [NetworkDescription] = [], images table: ImageTable = ImageTable(),
        machine: HostMachine, from snapshot: HostSnapshot? = nil, owner: String? = nil
    ) async throws(HostError) -> [Outcome] {
        let missing = descriptions.filter { host($0.name) == nil }
        if missing.isEmpty { return descriptions.map { .ready(host($0.name)!) } }
        try machine.check()
        Unfinished.add(self)
        try Files.makeDirectory(folder, mode: 0o700)
        if let owner { try Files.write(ownerFile, owner, mode: 0o600) }
        let builder = LayerBuilder(store, machine)
        let result: Result<[Outcome], HostError>
        do throws(HostError) {
            let factory = ImageFactory(store: store, machine: machine, table: table, builder: builder)
            let images = try await images(of: missing, by: factory)
            let made = try await start(missing, images, networks, machine, snapshot)
            result = .success(try outcomes(of: descriptions, made))
        } catch {
            result = .failure(error)
        }
        await builder.close()
        if case .failure = result { await destroy(missing.map(\.name)) }
        return try result.get()
    }

    /// - Throws: how a host has ended that had been made.
    private func outcomes(of descriptions: [HostDescription], _ made: [Outcome]) throws(HostError) -> [Outcome] {
        var outcomes: [Outcome] = []
        for description in descriptions {
            let skipped = made.first { if case .skipped(description.name, _) = $0 { true } else { false } }
            if let outcome = skipped ?? host(description.name).map(Outcome.ready) {
                outcomes.append(outcome)
                continue
            }
            let folder = folder(of: description.name)
            let pid = HostRecord.read(folder)?.process.pid ?? 0
            let ended = RunningProcess.ended(pid, "its first process", log: HostRecord.log(in: folder))
            throw ended.of("platform \(description.name), image \(description.image.title)")
        }
        return outcomes
    }

    /// What stands for the images of hosts, by the hosts' names, for the key of a snapshot; makes those that are missing.
    /// Hosts whose image cannot be had here are left out.
    public func fingerprints(
        of descriptions: [HostDescription], images table: ImageTable = ImageTable(), machine: HostMachine
    ) async throws(HostError) -> [String: String] {
        try machine.check()
        let builder = LayerBuilder(store, machine)
        let factory = ImageFactory(store: store, machine: machine, table: table, builder: builder)
        let images: Result<[Result<HostImage, HostError>], HostError>
        do throws(HostError) { images = .success(try await self.images(of: descriptions, by: factory)) } catch {
            images = .failure(error)
        }
        await builder.close()
        var fingerprints: [String: String] = [:]
        for (description, image) in zip(descriptions, try images.get()) {
            if case .success(let image) = image { fingerprints[description.name] = image.identity }
        }
        return fingerprints
    }

    private func images(
        of descriptions: [HostDescription], by factory: ImageFactory
    ) async throws(HostError) -> [Result<HostImage, HostError>] {
        var images: [Result<HostImage, HostError>] = []
        for description in descriptions {
            // One after the other: most want the same, and making one uses the whole machine.
            do throws(HostError) { images.append(.success(try await factory.image(description.image))) } catch {
                guard error.missingImage != nil else {
                    throw error.of("platform \(description.name), image \(description.image.title)")
                }
                images.append(.failure(error))
            }
        }
        return images
    }

    private func start(
        _ descriptions: [HostDescription], _ images: [Result<HostImage, HostError>], _ networks: [NetworkDescription],
        _ machine: HostMachine, _ snapshot: HostSnapshot?
    ) async throws(HostError) -> [Outcome] {
        var wanted: [HostDescription] = []
        for (description, image) in zip(descriptions, images) {
            if case .success = image { wanted.append(description) }
        }
        var layout = try NetworkLayout(wanted, networks, beside: hosts, packages: store.packages)
        layout.plan.take(machine.packages)
        let hub = try await hub(for: wanted, layout.plan)
        return try await withThrowing(
            zip(descriptions, images).map { [layout] description, image in
                { () async throws(HostError) in
                    let made: HostImage
                    switch image {
                    case .success(let image): made = image
                    case .failure(let error): return .skipped(name: description.name, reason: error.message)
                    }
                    let start = HostStart(
                        description: description, image: made,
                        upper: snapshot.map { [$0.layer(of: description.name)] } ?? [],
                        folder: folder(of: description.name), fleet: identity, hub: hub!,
                        wires: layout.wires[description.name] ?? [], names: layout.names(for: description))
                    do throws(HostError) {
                        let host = try await start.run()
                        if let snapshot { try await host.startUnits(snapshot.units[host.name] ?? []) }
                        return .ready(host)
                    } catch {
                        throw error.of("platform \(description.name), image \(description.image.title)")
                    }
                }
            })
    }

    /// The network of these hosts; nil where there are none.
    private func hub(for hosts: [HostDescription], _ plan: RelayPlan) async throws(HostError) -> Hub? {
        guard !hosts.isEmpty else { return nil }
        do throws(HostError) { return try await Hub.extend(plan, folder: folder, store: store) } catch {
            // The cause is the host that publishes the port.
            let owner = hosts.first { host in host.ports.contains { $0.port == error.refusedPort } }
            throw owner.map { error.of("platform \($0.name), image \($0.image.title)") } ?? error
        }
    }

    /// Runs all side by side; the first failure ends the others.
    private func withThrowing(
        _ bodies: [@Sendable () async throws(HostError) -> Outcome]
    ) async throws(HostError) -> [Outcome] {
        let results = await withTaskGroup(of: (Int, Result<Outcome, HostError>).self) { group in
            for (index, body) in bodies.enumerated() {
                group.addTask {
                    do throws(HostError) { return (index, .success(try await Aside.blocking(body))) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var results: [(Int, Result<Outcome, HostError>)] = []
            for await result in group {
                if case .failure = result.1 { group.cancelAll() }
                results.append(result)
            }
            return results
        }
        // What was cancelled because another failed is not the cause.
        let failures = results.compactMap { result in if case .failure(let error) = result.1 { error } else { nil } }
        if let failure = failures.first(where: { !$0.message.hasSuffix(HostError.cancelled.message) }) ?? failures.first
        {
            throw failure
        }
        return results.sorted { $0.0 < $1.0 }.compactMap { try? $0.1.get() }
    }
}

extension HostDescription.Image {
    /// For messages.
    public var title: String {
        switch self {
        case .named(let name), .prepared(let name), .box(let name): name
        case .dockerfile(let text, _, _):
            (try? Dockerfile(text))?.instructions.last { $0.keyword == "FROM" }.map {
                "of a Dockerfile from \($0.rest)"
            }
                ?? "of a Dockerfile"
        }
    }
}
