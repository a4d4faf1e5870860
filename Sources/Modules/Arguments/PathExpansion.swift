public import System
public import Values

/// What `path` options need to know of a machine: its environment and its users' homes, asked for once before the
/// arguments are validated.
public struct PathExpansion: Sendable {
    private let environment: [String: String]
    /// By user name; the empty name is the user of the session.
    private let homes: [String: String]

    /// Expands nothing.
    public static let none = PathExpansion(environment: [:], homes: [:])

    public init(environment: [String: String], homes: [String: String]) {
        self.environment = environment
        self.homes = homes
    }

    /// Asks `system` for what the texts in `arguments` mention, and for nothing where none holds a `~` or a `$`.
    public init(for arguments: Dict, on system: some System) async {
        var texts: [String] = []
        Self.collect(.dict(arguments), into: &texts, depth: 0)
        guard !texts.isEmpty else {
            self = .none
            return
        }
        let environment = (try? await system.environment()) ?? [:]
        let variables = EnvironmentExpansion(environment: environment)
        var homes: [String: String] = [:]
        for text in texts {
            let expanded = variables.variables(text)
            guard expanded.hasPrefix("~") else { continue }
            let name = String(expanded.dropFirst().prefix { $0 != "/" })
            guard homes[name] == nil else { continue }
            let home = await variables.home("~" + name, on: system)
            if home != "~" + name { homes[name] = home }
        }
        self.init(environment: environment, homes: homes)
    }

    /// Python's `expanduser(expandvars(path))`: what is unknown stays as it is.
    public func expand(_ path: String) -> String {
        let text = EnvironmentExpansion(environment: environment).variables(path)
        guard text.hasPrefix("~") else { return text }
        let name = text.dropFirst().prefix { $0 != "/" }
        guard let home = homes[String(name)] else { return text }
        let rest = text.dropFirst(1 + name.count)
        let path = home.droppingTrailing("/") + rest
        return path.isEmpty ? "/" : path
    }

    private static func collect(_ value: Value, into texts: inout [String], depth: Int) {
        guard depth < Value.depthLimit else { return }
        switch value {
        case .string(let text):
            if text.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "$") }) { texts.append(text) }
        case .list, .tuple:
            for item in value.sequence ?? [] { collect(item, into: &texts, depth: depth + 1) }
        case .dict(let dict):
            for item in dict.items.values { collect(item, into: &texts, depth: depth + 1) }
        default: return
        }
    }
}
