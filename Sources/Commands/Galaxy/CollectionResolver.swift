import Diagnostics
import TemplatePlugins

/// Chooses the versions of collections, those that others need included: of Galaxy servers, and before these what is
/// installed already and does.
///
/// Source: `ansible-galaxy collection install`.
struct CollectionResolver {
    enum Choice {
        case installed(CollectionShelf.Found)
        case release(GalaxyServer.Release)

        var version: String {
            switch self {
            case .installed(let found): found.version
            case .release(let release): release.version
            }
        }

        var dependencies: [(name: String, constraint: String)] {
            switch self {
            case .installed(let found): found.dependencies
            case .release(let release): release.dependencies
            }
        }
    }

    private let servers: [GalaxyServer]
    private let installed: [CollectionShelf.Found]
    private let takesPrereleases: Bool
    private let upgrades: Bool
    private var constraints: [String: [String]] = [:]
    private(set) var chosen: [(name: String, choice: Choice)] = []

    /// - Parameters:
    ///   - installed: what is preferred where it does.
    ///   - upgrades: whether a newer release is preferred to it.
    init(
        _ servers: [GalaxyServer], preferring installed: [CollectionShelf.Found], takesPrereleases: Bool, upgrades: Bool
    ) {
        self.servers = servers
        self.installed = installed
        self.takesPrereleases = takesPrereleases
        self.upgrades = upgrades
    }

    /// Whether it has no servers to ask.
    var isIdle: Bool { servers.isEmpty }

    /// Adds the best version of a collection that `constraint` and those before it allow, and what it needs where
    /// `isDeep`.
    mutating func add(_ name: String, _ constraint: String, isDeep: Bool) throws(Diagnostic) {
        var waiting = [(name, constraint)]
        while let (name, constraint) = waiting.popLast() {
            constraints[name, default: []].append(constraint)
            let allowed = constraints[name] ?? []
            if let known = chosen.firstIndex(where: { $0.name == name }) {
                if matches(chosen[known].choice, allowed) { continue }
                chosen.remove(at: known)
            }
            let choice = try choose(name, allowed)
            chosen.append((name, choice))
            if isDeep { waiting += choice.dependencies.map { ($0.name, $0.constraint) } }
        }
    }

    private func choose(_ name: String, _ constraints: [String]) throws(Diagnostic) -> Choice {
        let fitting = installed.first { $0.name == name && matches(.installed($0), constraints) }
        if let fitting, !upgrades { return .installed(fitting) }
        let release = try best(name, constraints)
        if let fitting, (VersionOrder.semantic(fitting.version, release.version) ?? 0) >= 0 {
            return .installed(fitting)
        }
        return .release(release)
    }

    private func matches(_ choice: Choice, _ constraints: [String]) -> Bool {
        switch choice {
        case .release(let release): matches(release.version, constraints)
        case .installed(let found):
            found.version == "*"
                || constraints.allSatisfy { VersionConstraint($0).allows(found.version, prereleases: true) }
        }
    }

    private func best(_ name: String, _ constraints: [String]) throws(Diagnostic) -> GalaxyServer.Release {
        var seen: [String] = []
        var problems: [Diagnostic] = []
        for server in servers {
            let versions: [String]
            do throws(Diagnostic) { versions = try server.versions(of: name) } catch {
                // The next server may have it.
                problems.append(error)
                continue
            }
            seen += versions
            let fitting = versions.filter { matches($0, constraints) }
                .sorted { (VersionOrder.semantic($0, $1) ?? 0) > 0 }
            if let version = fitting.first, let release = try server.release(version, of: name) { return release }
        }
        if problems.count == servers.count, let problem = problems.first { throw problem }
        let wanted = constraints.joined(separator: ",")
        throw Diagnostic(
            "Failed to resolve the requested dependencies map. Could not satisfy the following requirements:\n* "
                + "\(name):\(wanted)",
            notes: problems.map { Diagnostic.Note($0.message) },
            help: seen.isEmpty
                ? "None of the servers \(servers.map(\.name).joined(separator: ", ")) has the collection."
                : "The versions are \(seen.joined(separator: ", ")).")
    }

    private func matches(_ version: String, _ constraints: [String]) -> Bool {
        constraints.allSatisfy { VersionConstraint($0).allows(version, prereleases: takesPrereleases) }
    }
}

/// Conditions on a version, such as `>=1.0.0,<2.0.0`; a bare version is that one alone, `*` is any.
struct VersionConstraint {
    private let parts: [String]

    init(_ text: String) {
        parts = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    }

    func allows(_ version: String, prereleases: Bool) -> Bool {
        if VersionOrder.isPrerelease(version), !prereleases,
            !parts.contains(where: { $0.drop { "=".contains($0) } == version })
        {
            return false
        }
        return parts.allSatisfy { part in
            if part == "*" || part.isEmpty { return true }
            let sign = part.prefix { "<>=!".contains($0) }
            let wanted = String(part[sign.endIndex...])
            guard let order = VersionOrder.semantic(version, wanted) else { return wanted == "*" && sign != "!=" }
            switch sign {
            case ">=": return order >= 0
            case "<=": return order <= 0
            case ">": return order > 0
            case "<": return order < 0
            case "!=": return order != 0
            default: return order == 0
            }
        }
    }
}
