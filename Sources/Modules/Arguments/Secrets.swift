public import Values

/// The values of `no_log` options, and what hides them in a result.
public struct Secrets: Sendable, Hashable {
    public private(set) var texts: Set<String> = []

    public init() {}

    public var isEmpty: Bool { texts.isEmpty }

    /// Adds every text and number in `value`.
    public mutating func insert(_ value: Value) {
        switch value {
        case .string(let text): if !text.isEmpty { texts.insert(text) }
        case .int, .bigInt, .double: if let text = try? value.string() { texts.insert(text) }
        case .list, .tuple: for item in value.sequence ?? [] { insert(item) }
        case .dict(let dict): for item in dict.items.values { insert(item) }
        default: return
        }
    }

    /// `result` with every secret in it replaced as ansible-core replaces it. Keys stay.
    public func censor(_ result: Dict) -> Dict {
        guard !texts.isEmpty else { return result }
        let longestFirst = texts.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        return result.mapValues { censor($0, longestFirst) }
    }

    private static let placeholder: Value = "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER"

    private func censor(_ value: Value, _ longestFirst: [String]) -> Value {
        switch value {
        case .string(let text):
            if texts.contains(text) { return Self.placeholder }
            return .string(longestFirst.reduce(text) { $0.replacing($1, by: "********") })
        case .int, .bigInt, .double:
            guard let text = try? value.string() else { return value }
            return longestFirst.contains { text.has($0) } ? Self.placeholder : value
        case .list(let list): return .list(list.items.map { censor($0, longestFirst) })
        case .tuple(let tuple): return .tuple(tuple.items.map { censor($0, longestFirst) })
        case .dict(let dict): return .dict(dict.items.mapValues { censor($0, longestFirst) })
        default: return value
        }
    }
}
