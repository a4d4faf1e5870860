import Modules
import System

/// Which of the packages that a task names have to be installed, and in which version.
struct AptSelection<Base: System> {
    let request: AptRequest
    let cache: AptCache<Base>

    func packages(_ specs: [AptSpec]) async throws(ModuleFailure) -> [String] {
        let status = try await cache.status(of: specs.map(\.name))
        // What is there in a right version needs no look at the archive, unless a newer one is wanted.
        let open = specs.filter { spec in
            guard request.state != "latest", let found = status[spec.name], found.isInstalled else { return true }
            return spec.comparison != nil
        }
        let policies = try await cache.policies(of: open.map(\.name))
        var packages: [String] = []
        for spec in open {
            let found = status[spec.name] ?? AptCache<Base>.Status()
            if let choice = try await choice(spec, found, policies[spec.name]) { packages.append(choice) }
        }
        return packages
    }

    private func choice(
        _ spec: AptSpec, _ status: AptCache<Base>.Status, _ policy: AptCache<Base>.Policy?
    ) async throws(ModuleFailure) -> String? {
        guard let policy, !policy.versions.isEmpty || policy.candidate != nil else {
            return status.isInstalled ? nil : try await virtual(spec)
        }
        if !status.isInstalled, request.onlyUpgrade { return nil }
        var best = spec.comparison == .equal ? policy.versions.first { spec.accepts($0) } : policy.candidate
        let isRight = status.isInstalled && spec.accepts(status.version ?? "")
        if status.isInstalled, let version = best, version == status.version || !spec.accepts(version) { best = nil }
        guard isRight || best != nil else {
            throw ModuleFailure("no available installation candidate for \(spec.text)")
        }
        guard let best else { return nil }
        if !status.isInstalled || request.state == "latest" || !isRight { return "\(spec.name)=\(best)" }
        return spec.comparison == .equal ? spec.text : nil
    }

    /// A name that only other packages provide: apt chooses, unless the only provider is there already.
    private func virtual(_ spec: AptSpec) async throws(ModuleFailure) -> String? {
        let providers = try await cache.providers(of: spec.name)
        guard !providers.isEmpty else { throw ModuleFailure("No package matching '\(spec.name)' is available") }
        if providers.count == 1, try await cache.status(of: providers)[providers[0]]?.isInstalled == true { return nil }
        return request.onlyUpgrade ? nil : spec.text
    }
}
