public import Diagnostics
public import Templating
import Values

extension Inventory {
    /// The hosts that `patterns` mean, cut down to those of `limit` where one is given.
    ///
    /// - Parameters:
    ///   - limit: patterns; `@file` stands for the lines of a file.
    ///   - order: `inventory`, `sorted`, `reverse_sorted`, `reverse_inventory` or `shuffle`.
    ///   - report: takes the warning that a pattern matches nothing.
    public func hosts(
        matching patterns: [String], limit: [String]? = nil, order: String? = nil,
        report: (Diagnostic) -> Void = { _ in }
    ) throws(Diagnostic) -> [String] {
        let found: [String] = try withoutActuallyEscaping(report) { report throws(Diagnostic) in
            var found = try HostPattern(inventory: self, report: report).hosts(patterns)
            if let limit {
                let kept = Set(try HostPattern(inventory: self, report: report).hosts(limit))
                found.removeAll { !kept.contains($0) }
            }
            return found
        }
        switch order {
        case nil, "inventory": return found
        case "sorted": return found.sorted()
        case "reverse_sorted": return found.sorted().reversed()
        case "reverse_inventory": return found.reversed()
        case "shuffle": return found.shuffled()
        case .some(let other):
            throw Diagnostic(
                "Invalid 'order' specified for inventory hosts: \(other)",
                help: "Use inventory, sorted, reverse_sorted, reverse_inventory or shuffle.")
        }
    }

    /// The patterns of `--limit`, `@file` replaced by what stands in the file.
    public static func limit(_ text: String, files: DataLoader) throws(Diagnostic) -> [String] {
        var patterns: [String] = []
        for part in HostPattern.split(text) {
            guard part.hasPrefix("@") else {
                patterns.append(part)
                continue
            }
            let path = files.path(String(part.dropFirst()), in: files.currentDirectory)
            guard files.exists(path) else { throw Diagnostic("Unable to find limit file \(part.dropFirst())") }
            let text = try files.source(at: path).text
            patterns += text.split(whereSeparator: \.isNewline).map(\.trimmingSpaces).filter { !$0.isEmpty }
        }
        return patterns
    }

    /// Adds the `localhost` that is always there where the inventory does not name it.
    public mutating func addImplicit(_ name: String) {
        guard hosts[name] == nil, HostPattern.localNames.contains(name) else { return }
        hosts[name] = Host(
            name, vars: ["ansible_connection": "local", "ansible_python_interpreter": "/usr/bin/python3"],
            isImplicit: true)
    }
}
