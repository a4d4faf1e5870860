import Diagnostics
import Values

/// One entry of `keyed_groups`: groups named by the value of an expression.
struct KeyedGroup {
    let key: Value
    let parent: Value?
    private let prefix: String
    private let separator: String
    private let fallback: Value?
    private let hasTrailingSeparator: Bool

    /// Throws for options that exclude each other.
    init(_ options: Dict, _ configuration: PluginConfiguration) throws(Diagnostic) {
        key = options["key"] ?? .none
        parent = options["parent_group"].flatMap { $0.isNone ? nil : $0 }
        prefix = Self.text(options["prefix"] ?? "")
        let written = options["separator"].map(Self.text) ?? "_"
        separator = prefix.isEmpty && !configuration.flag("leading_separator", default: true) ? "" : written
        inner = written
        fallback = options["default_value"].flatMap { $0.isNone ? nil : $0 }
        let trailing = options["trailing_separator"].flatMap { $0.isNone ? nil : $0 }
        if trailing != nil, fallback != nil {
            throw Diagnostic(
                "parameters are mutually exclusive for keyed groups: default_value|trailing_separator")
        }
        hasTrailingSeparator = if case .bool(false) = trailing { false } else { true }
    }

    /// The separator between a dict's keys and values.
    private let inner: String

    /// The names of the groups that a value means; nil where it means none.
    func names(for value: Value) throws(Diagnostic) -> [String]? {
        if let fallback, Self.isMissing(value) { return [named(fallback)] }
        guard value.truth else { return nil }
        if let text = value.text { return [prefix + separator + text] }
        if let items = value.sequence { return items.map { named(Self.isMissing($0) ? fallback ?? $0 : $0) } }
        guard let entries = value.mapping else {
            throw Diagnostic(
                "Invalid group name format, expected a string or a list of them or dictionary, got: "
                    + "<class '\(value.typeName)'>")
        }
        return entries.map { key, value in
            var name = "\(Self.text(key))\(inner)\(Self.text(value))"
            if Self.isMissing(value) {
                if let fallback {
                    name = "\(Self.text(key))\(inner)\(Self.text(fallback))"
                } else if !hasTrailingSeparator {
                    name = Self.text(key)
                }
            }
            return prefix + separator + name
        }
    }

    private func named(_ value: Value) -> String { prefix + separator + Self.text(value) }

    private static func isMissing(_ value: Value) -> Bool { value.isNone || value.text == "" }

    private static func text(_ value: Value) -> String { value.isNone ? "None" : (try? value.string()) ?? "" }
}
