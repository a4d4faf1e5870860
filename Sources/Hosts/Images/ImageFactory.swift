/// Gives the image that a host begins as, and makes what is missing for it.
struct ImageFactory: Sendable {
    let store: HostStore
    let machine: HostMachine
    let table: ImageTable
    let builder: LayerBuilder

    func image(_ image: HostDescription.Image) async throws(HostError) -> HostImage {
        switch image {
        case .named(let name): return try await named(name)
        case .prepared(let name):
            guard let base = table.base(of: name) else { throw .noImage(name) }
            // What boots has all of it.
            if base.hasInit { return try await named(name) }
            return try await build(PreparedImage.forModules(name, environment: [:]), context: nil, arguments: [:])
        case .dockerfile(let text, let context, let arguments):
            return try await build(text, context: context, arguments: arguments)
        case .box(let name):
            guard let base = table.base(ofBox: name) else { throw .noImage(name) }
            return try await get(base, for: name)
        }
    }

    private func build(
        _ text: String, context: String?, arguments: [String: String]
    ) async throws(HostError) -> HostImage {
        var build = DockerfileBuild(
            .init(text: text, context: context, arguments: arguments), builder: builder
        ) { name async throws(HostError) in try await self.named(name) }
        return try await build.run()
    }

    private func named(_ name: String) async throws(HostError) -> HostImage {
        guard let base = table.base(of: name) else { throw .noImage(name) }
        return try await get(base, for: name)
    }

    private func get(_ base: ImageTable.Base, for name: String) async throws(HostError) -> HostImage {
        if let obstacle = machine.obstacle(to: base.suite, in: store) { throw .noImage(name, obstacle) }
        let root = try await BaseImage.get(base.suite, in: store, machine)
        let plain = HostImage(layers: [root.root], identity: root.identity)
        guard base.hasInit else { return plain }
        var build = DockerfileBuild(.init(text: PreparedImage.booting), builder: builder) {
            _ async throws(HostError) in plain
        }
        do throws(HostError) {
            var image = try await build.run()
            image.environment = [:]
            return image
        } catch {
            throw error.of("the image for \(name) cannot be made")
        }
    }
}
