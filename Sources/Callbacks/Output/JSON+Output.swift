import Values

extension JSON {
    /// `value` with the keys of dicts as text, in the order of that text, as ansible-core's output has them; Python could
    /// not compare keys of different types. Of keys that become equal, the last one counts.
    ///
    /// - Parameters:
    ///   - options: with `sortKeys`.
    ///   - none: what the key None is called.
    static func output(_ value: Value, _ options: JSONOptions, none: String) throws(ValueError) -> String {
        if let text = try? JSON.text(value, options), value.hasTextKeys { return text }
        var plain = options
        plain.sortKeys = false
        // What can be written at all does not hold itself.
        _ = try JSON.text(value, plain)
        return try JSON.text(value.withTextKeys(none: none), options)
    }
}

extension Value {
    fileprivate var hasTextKeys: Bool {
        switch self {
        case .list(let list): list.items.allSatisfy(\.hasTextKeys)
        case .tuple(let tuple): tuple.items.allSatisfy(\.hasTextKeys)
        case .dict(let dict): dict.items.allSatisfy { $0.key.rawText != nil && $0.value.hasTextKeys }
        default: true
        }
    }

    fileprivate func withTextKeys(none: String) -> Value {
        switch self {
        case .list(let list): return .list(list.items.map { $0.withTextKeys(none: none) })
        case .tuple(let tuple): return .tuple(tuple.items.map { $0.withTextKeys(none: none) })
        case .dict(let dict):
            var named: Dict = [:]
            for (key, value) in dict.items {
                named[.string(key.keyText(none: none))] = value.withTextKeys(none: none)
            }
            return .dict(named)
        default: return self
        }
    }

    private func keyText(none: String) -> String {
        switch self {
        case .none: none
        case .bool(let flag): flag ? "true" : "false"
        default: rawText ?? (try? string()) ?? typeName
        }
    }
}
