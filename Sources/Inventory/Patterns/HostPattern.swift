import Diagnostics
import Regex
import Values

/// One single pattern: a name, a shell pattern, `~` and a regular expression, each but the last with a subscript.
struct HostPattern {
    let text: String
    private let expression: String
    private let subscripted: Subscript?

    private enum Subscript { case index(Int), range(Int, Int?) }

    /// - Parameter text: without `&` and `!`.
    init(_ text: String) {
        self.text = text
        (expression, subscripted) = Self.splitSubscript(text)
    }

    /// The hosts it selects, in order.
    ///
    /// - Parameter warn: gets what matched nothing.
    func hosts(in inventory: Inventory, warn: (String) -> Void) throws(Diagnostic) -> [String] {
        if usesHyphen { warn("Use [x:y] inclusive subscripts instead of [x-y] which has been removed") }
        let found = try matches(in: inventory, warn: warn)
        guard let subscripted, !found.isEmpty else { return found }
        switch subscripted {
        case .range(let start, let end):
            let last = min(end ?? found.count - 1, found.count - 1)
            return start <= last ? Array(found[start...last]) : []
        case .index(let index):
            let position = index < 0 ? found.count + index : index
            guard found.indices.contains(position) else {
                throw Diagnostic("No hosts matched the subscripted pattern '\(text)'")
            }
            return [found[position]]
        }
    }

    /// Whether its subscript is a range with a hyphen, as old versions of Ansible had it.
    private var usesHyphen: Bool {
        guard case .range? = subscripted, let open = text.lastIndex(of: "[") else { return false }
        return text[open...].contains("-")
    }

    /// Takes `[1]`, `[-1]`, `[1:3]`, `[1:]` off the end.
    private static func splitSubscript(_ text: String) -> (String, Subscript?) {
        guard !text.hasPrefix("~"), text.hasSuffix("]"), let open = text.lastIndex(of: "["), open > text.startIndex
        else { return (text, nil) }
        let inner = text[text.index(after: open)...].dropLast()
        let base = String(text[..<open])
        if let index = Int(inner), !inner.hasPrefix("+") { return (base, .index(index)) }
        guard let colon = inner.firstIndex(where: { $0 == ":" || $0 == "-" }), let start = Int(inner[..<colon]),
            start >= 0
        else { return (text, nil) }
        let last = inner[inner.index(after: colon)...]
        if last.isEmpty { return (base, .range(start, nil)) }
        guard let end = Int(last), end >= 0 else { return (text, nil) }
        // Ansible takes an end of 0 for no end at all and then gives one host.
        return (base, end == 0 ? .index(start) : .range(start, end))
    }

    private func matches(in inventory: Inventory, warn: (String) -> Void) throws(Diagnostic) -> [String] {
        let matcher = try Matcher(expression)
        let groups = try matcher.filter(inventory.groups.keys)
        var found = groups.flatMap { inventory.hostNames(in: $0) }
        if groups.isEmpty || expression.contains(where: { "~.?*[".contains($0) }) {
            found += try matcher.filter(inventory.hosts.values.filter { !$0.isImplicit }.map(\.name))
        }
        if found.isEmpty, Inventory.localNames.contains(expression), let host = inventory.host(named: expression) {
            found = [host.name]
        }
        if found.isEmpty, groups.isEmpty, expression != "all" {
            warn("Could not match supplied host pattern, ignoring: \(expression)")
        }
        return found
    }

    /// Tells which names the expression means.
    private enum Matcher {
        case exact(String)
        case regex(Regex)

        init(_ expression: String) throws(Diagnostic) {
            do {
                if expression.hasPrefix("~") {
                    self = .regex(try Regex.cached(String(expression.dropFirst())))
                } else if expression.contains(where: { "*?[".contains($0) }) {
                    self = .regex(try Regex.cached(Self.translate(expression)))
                } else {
                    self = .exact(expression)
                }
            } catch {
                throw Diagnostic("Invalid host list pattern: \(expression)")
            }
        }

        func filter(_ names: some Sequence<String>) throws(Diagnostic) -> [String] {
            switch self {
            case .exact(let name): return names.contains(name) ? [name] : []
            case .regex(let regex):
                do {
                    return try names.filter { try regex.match($0) != nil }
                } catch {
                    throw Diagnostic("Invalid host list pattern: \(regex.pattern)")
                }
            }
        }

        /// A shell pattern as a regular expression for the whole name.
        private static func translate(_ glob: String) -> String {
            var pattern = "", rest = glob[...]
            while let character = rest.popFirst() {
                switch character {
                case "*": pattern += ".*"
                case "?": pattern += "."
                case "[":
                    let body = rest.first == "!" ? rest.dropFirst() : rest
                    let search = body.first == "]" ? body.dropFirst() : body
                    guard let close = search.firstIndex(of: "]") else {
                        pattern += "\\["
                        continue
                    }
                    let set = body[..<close].map { "\\[^&~|".contains($0) ? "\\\($0)" : String($0) }.joined()
                    pattern += rest.first == "!" ? "[^\(set)]" : "[\(set)]"
                    rest = rest[rest.index(after: close)...]
                default: pattern += Regex.escape(String(character))
                }
            }
            return "(?s:\(pattern))\\Z"
        }
    }
}
