import Diagnostics
import TemplatePlugins

/// Chooses the versions of collections that Galaxy servers have, those that others need included.
struct CollectionResolver {
    private let servers: [GalaxyServer]
    private let takesPrereleases: Bool
    private var constraints: [String: [String]] = [:]
    private(set) var chosen: [(name: String, release: GalaxyServer.Release)] = []

    init(_ servers: [GalaxyServer], takesPrereleases: Bool) {
        self.servers = servers
        self.takesPrereleases = takesPrereleases
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
                if matches(chosen[known].release.version, allowed) { continue }
                chosen.remove(at: known)
            }
            let release = try best(name, allowed)
            chosen.append((name, release))
            if isDeep { waiting += release.dependencies.map { ($0.name, $0.constraint) } }
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
