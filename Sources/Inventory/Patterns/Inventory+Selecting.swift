public import Diagnostics
import Values

/// The order in which a play takes its hosts: the keyword `order`.
public enum HostOrder: String, Sendable, CaseIterable {
    case inventory, sorted, shuffle
    case reverseSorted = "reverse_sorted"
    case reverseInventory = "reverse_inventory"
}

extension Inventory {
    /// The names of the hosts that patterns select, each once. No pattern at all selects no hosts: nothing empty means all.
    ///
    /// - Parameters:
    ///   - patterns: as in `hosts:`, each possibly of several parts.
    ///   - limit: the parts of `--limit` (see ``limitPatterns(_:read:)``); nil for no limit, none for no hosts.
    ///   - warn: gets a text for each part that selects nothing.
    public func hosts(
        matching patterns: [String], limit: [String]? = nil, order: HostOrder = .inventory,
        warn: (String) -> Void = { _ in }
    ) throws(Diagnostic) -> [String] {
        var found = try select(PatternList.split(patterns), warn: warn)
        if let limit {
            let allowed = Set(try select(limit, warn: warn))
            found = found.filter(allowed.contains)
        }
        switch order {
        case .inventory: return found
        case .sorted: return Self.sorted(found)
        case .reverseSorted: return Self.sorted(found).reversed()
        case .reverseInventory: return found.reversed()
        case .shuffle: return found.shuffled()
        }
    }

    private static func sorted(_ names: [String]) -> [String] {
        names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }

    private func select(_ patterns: [String], warn: (String) -> Void) throws(Diagnostic) -> [String] {
        var found: [String] = []
        var known: Set<String> = []
        for pattern in PatternList.ordered(patterns) {
            if hosts[pattern] != nil {
                if known.insert(pattern).inserted { found.append(pattern) }
                continue
            }
            let bare = pattern.hasPrefix("!") || pattern.hasPrefix("&") ? String(pattern.dropFirst()) : pattern
            guard !bare.isEmpty else {
                throw Diagnostic(
                    "Invalid host list pattern: '\(pattern)' is followed by no host or group",
                    help: "Name the hosts that it excludes (!) or requires (&), or leave it out.")
            }
            let matched = try HostPattern(bare).hosts(in: self, warn: warn)
            switch pattern.first {
            case "!":
                known.subtract(matched)
                found.removeAll { !known.contains($0) }
            case "&":
                known.formIntersection(matched)
                found.removeAll { !known.contains($0) }
            default: for name in matched where known.insert(name).inserted { found.append(name) }
            }
        }
        return found
    }

    /// The parts of a `--limit` text; `@file` stands for the lines of a file.
    ///
    /// - Parameter read: gives a file's text; throws where it cannot.
    public static func limitPatterns(
        _ text: String, read: (_ path: String) throws(Diagnostic) -> String
    ) throws(Diagnostic) -> [String] {
        var parts: [String] = []
        for part in PatternList.split([text]) {
            if part.hasPrefix("@") {
                let lines = try read(String(part.dropFirst())).split(separator: "\n")
                parts += lines.map { String($0.trimming()) }.filter { !$0.isEmpty }
            } else {
                parts.append(part)
            }
        }
        return parts
    }
}
