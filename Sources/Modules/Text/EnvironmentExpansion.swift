package import System

/// `$NAME`, `${NAME}` and a leading `~` replaced as Python's expandvars and expanduser do; unknown names stay.
package struct EnvironmentExpansion {
    package let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    /// The words of a command line with what they name of the environment there.
    package static func expand(
        _ words: [String], on system: some System
    ) async throws(ModuleFailure) -> [String] {
        guard words.contains(where: { $0.utf8.contains(UInt8(ascii: "$")) || $0.hasPrefix("~") }) else { return words }
        let environment = try await Machine(system).attempt { base async throws(SystemError) in
            try await base.environment()
        }
        let expansion = EnvironmentExpansion(environment: environment)
        var expanded: [String] = []
        for word in words { expanded.append(await expansion.home(expansion.variables(word), on: system)) }
        return expanded
    }

    package func variables(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let isBraced = rest.first == "{"
            let inner = isBraced ? rest.dropFirst() : rest
            let name =
                isBraced
                ? inner.prefix { $0 != "}" } : inner.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
            let isClosed = !isBraced || name.endIndex < inner.endIndex
            guard isClosed, !name.isEmpty, let value = environment[String(name)] else {
                result += "$"
                continue
            }
            result += value
            rest = inner[name.endIndex...].dropFirst(isBraced ? 1 : 0)
        }
        return result + rest
    }

    package func home(_ text: String, on system: some System) async -> String {
        guard text.hasPrefix("~") else { return text }
        let name = text.dropFirst().prefix { $0 != "/" }
        let rest = text.dropFirst(1 + name.count)
        if name.isEmpty, let home = environment["HOME"] { return joined(home, rest) }
        let key: AccountKey
        if name.isEmpty {
            guard let identity = try? await system.identity() else { return text }
            key = .id(identity.uid)
        } else {
            key = .name(String(name))
        }
        guard let user = (try? await system.user(key)) ?? nil else { return text }
        return joined(user.home, rest)
    }

    private func joined(_ home: String, _ rest: Substring) -> String {
        let path = home.droppingTrailing("/") + rest
        return path.isEmpty ? "/" : path
    }
}
