import Values

/// A tuple whose parts have names too: a group of `groupby`, the week of a date, the fields of a time.
final class NamedTuple: ValueObject {
    let typeName: String
    private let names: [String]
    private let tuple: Value
    /// Attributes that are no parts.
    private let more: [String: Value]
    /// What stands before the parts where they are shown with their names; nil where it looks like any tuple.
    private let heading: String?

    init(
        _ typeName: String, heading: String? = nil, _ fields: KeyValuePairs<String, Value>, more: [String: Value] = [:]
    ) {
        self.typeName = typeName
        self.heading = heading
        self.more = more
        names = fields.map(\.key)
        tuple = .tuple(fields.map(\.value))
    }

    private var items: [Value] { tuple.sequence ?? [] }

    func attribute(_ name: String) throws(ValueError) -> Value? {
        names.firstIndex(of: name).map { items[$0] } ?? more[name]
    }
    func item(_ key: Value) throws(ValueError) -> Value? {
        switch key {
        case .int, .bool, .bigInt: try tuple.item(key)
        default: nil
        }
    }
    func elements() throws(ValueError) -> [Value]? { items }
    func count() throws(ValueError) -> Int? { names.count }
    func plain() throws(ValueError) -> Value? { .list(items) }

    func string() throws(ValueError) -> String {
        guard let heading else { return try tuple.string() }
        var parts: [String] = []
        for (name, item) in zip(names, items) { parts.append("\(name)=\(try item.representation())") }
        return "\(heading)(\(parts.joined(separator: ", ")))"
    }

    func apply(
        _ operation: ArithmeticOperator, with other: Value, reflected: Bool
    ) throws(ValueError) -> Value? {
        reflected ? try Value.apply(operation, other, tuple) : try Value.apply(operation, tuple, other)
    }

    func order(relativeTo other: Value) throws(ValueError) -> Int? {
        let other = (other.object as? NamedTuple)?.tuple ?? other
        guard case .tuple = other else { return nil }
        return tuple == other ? 0 : try Value.compare(.less, tuple, other) ? -1 : 1
    }

    func isEqual(to other: Value) -> Bool { tuple == (other.object as? NamedTuple)?.tuple ?? other }
    func hash(into hasher: inout Hasher) { hasher.combine(tuple) }
}
