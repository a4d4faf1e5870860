import Diagnostics
import Glibc
import Regex
import Values

/// Which hosts a pattern means: groups, globs, `~regex`, `:&` and `:!`, `[0]`, `[1:]`.
///
/// Source: "Patterns: targeting hosts and groups" of the Ansible documentation.
struct HostPattern {
    let inventory: Inventory
    let report: (Diagnostic) -> Void

    /// The hosts that all of `patterns` together mean, in inventory order, each once.
    func hosts(_ patterns: [String]) throws(Diagnostic) -> [String] {
        let parts = try patterns.flatMap { Self.split($0) }.filter { !$0.isEmpty }
        guard !parts.isEmpty else { return [] }
        let adding = parts.filter { !$0.hasPrefix("&") && !$0.hasPrefix("!") }
        let keeping = parts.filter { $0.hasPrefix("&") }
        let removing = parts.filter { $0.hasPrefix("!") }
        var found: [String] = []
        var seen: Set<String> = []
        for part in adding.isEmpty ? ["all"] : adding {
            if inventory.hosts[part] != nil {
                if seen.insert(part).inserted { found.append(part) }
            } else {
                for host in try matching(part) where seen.insert(host).inserted { found.append(host) }
            }
        }
        for part in keeping {
            let kept = Set(try matching(String(part.dropFirst())))
            found.removeAll { !kept.contains($0) }
        }
        for part in removing {
            let gone = Set(try matching(String(part.dropFirst())))
            found.removeAll { gone.contains($0) }
        }
        return found
    }

    /// The patterns of a list: commas separate them, or colons where there is no comma.
    static func split(_ text: String) -> [String] {
        if text.contains(",") { return text.split(separator: ",").map(\.trimmingSpaces) }
        // An address of IPv6 is one pattern; so is what stands in brackets, and a regular expression.
        if text.filter({ $0 == ":" }).count > 1, text.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }),
            text.contains("::") || text.filter({ $0 == ":" }).count == 7
        {
            return [text]
        }
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in text {
            if character == "[" { depth += 1 } else if character == "]" { depth -= 1 }
            if character == ":", depth <= 0 {
                parts.append(part.trimmingSpaces)
                part = ""
            } else {
                part.append(character)
            }
        }
        return parts + [part.trimmingSpaces]
    }

    private func matching(_ pattern: String) throws(Diagnostic) -> [String] {
        let (name, subscripted) = pattern.hasPrefix("~") ? (pattern, nil) : try Subscript.cut(pattern)
        let found = try named(name)
        return subscripted.map { $0.pick(found) } ?? found
    }

    private func named(_ pattern: String) throws(Diagnostic) -> [String] {
        let matches = try matcher(pattern)
        var found: [String] = []
        let groups = inventory.groups.keys.filter(matches)
        for group in groups { found += inventory.hostNames(in: group) }
        let isPattern = pattern.hasPrefix("~") || pattern.contains { ".?*[".contains($0) }
        if groups.isEmpty || isPattern { found += inventory.hosts.values.filter { !$0.isImplicit }.map(\.name).filter(matches) }
        if found.isEmpty, Self.localNames.contains(pattern) { return [pattern] }
        if found.isEmpty, groups.isEmpty, pattern != "all" {
            report(Diagnostic("Could not match supplied host pattern, ignoring: \(pattern)", severity: .warning))
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    static let localNames: Set<String> = ["localhost", "127.0.0.1", "::1"]

    private func matcher(_ pattern: String) throws(Diagnostic) -> (String) -> Bool {
        guard pattern.hasPrefix("~") else { return { fnmatch(pattern, $0, 0) == 0 } }
        do {
            let regex = try Regex(String(pattern.dropFirst()))
            return { (try? regex.match($0)) != nil }
        } catch {
            throw Diagnostic("Invalid host list pattern: \(pattern)", notes: [.init("\(error)")])
        }
    }

    /// `[0]`, `[-1]`, `[1:3]` behind a name.
    private enum Subscript {
        case one(Int)
        case range(Int, Int?)

        static func cut(_ pattern: String) throws(Diagnostic) -> (String, Subscript?) {
            guard pattern.hasSuffix("]"), let open = pattern.lastIndex(of: "[") else { return (pattern, nil) }
            let inside = pattern[pattern.index(after: open)...].dropLast()
            let name = String(pattern[..<open])
            if let index = Int(inside) { return (name, .one(index)) }
            let ends = inside.split(whereSeparator: { $0 == ":" || $0 == "-" }).map { Int($0) }
            let isRange = inside.contains(":") || (inside.contains("-") && !inside.hasPrefix("-"))
            guard isRange, ends.allSatisfy({ $0 != nil }), !name.isEmpty else { return (pattern, nil) }
            let isOpen = inside.hasSuffix(":") || inside.hasSuffix("-")
            let start = inside.hasPrefix(":") ? 0 : (ends.first ?? 0) ?? 0
            return (name, .range(start, isOpen ? nil : ends.last ?? nil))
        }

        func pick(_ hosts: [String]) -> [String] {
            switch self {
            case .one(let index):
                let place = index < 0 ? hosts.count + index : index
                return hosts.indices.contains(place) ? [hosts[place]] : []
            case .range(let start, let end):
                let last = min(end ?? hosts.count - 1, hosts.count - 1)
                return start >= 0 && start <= last ? Array(hosts[start...last]) : []
            }
        }
    }
}
