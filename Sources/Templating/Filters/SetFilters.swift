import Jinja
import Values

/// `union`, `intersect`, `difference`, `symmetric_difference`, `unique`: lists as sets, in the order of appearance.
///
/// Python's order of a set is arbitrary; here the items keep theirs.
enum SetFilters {
    static let rows = [
        row("union") { a, b in unique(a + b) },
        row("intersect") { a, b in
            let other = Membership(b)
            return unique(a.filter { other.contains($0) })
        },
        row("difference") { a, b in
            let other = Membership(b)
            return unique(a.filter { !other.contains($0) })
        },
        row("symmetric_difference") { a, b in
            let left = Membership(a), right = Membership(b)
            return unique(a.filter { !right.contains($0) } + b.filter { !left.contains($0) })
        },
        FilterRow("unique", taking: ["case_sensitive", "attribute"]) { call throws(TemplateError) in
            // Jinja's own wants hashable items; where it fails for others, only the plain form can be done without it.
            let isPlain = call["case_sensitive"] != .bool(false) && call.some("attribute") == nil
            let folds = call["case_sensitive"].map { !$0.truth } ?? true
            let attribute = call.some("attribute")
            var seen = Membership([]), result: [Value] = []
            for item in try call.inputElements() {
                var key = item
                if let attribute {
                    for part in try AttributePath.keys(attribute) { key = try Element.of(key, part, in: call.context) }
                }
                if folds, case .string(let text) = key { key = .string(text.lowercased()) }
                if case .undefined(let undefined) = key { throw TemplateError(undefined) }
                if !isPlain {
                    do throws(ValueError) { try key.checkHashable() } catch {
                        throw call.failure(
                            "Jinja2's unique filter failed and we cannot fall back to Ansible's version as it does "
                                + "not support the parameters supplied: \(error.message)")
                    }
                }
                if seen.insert(key) { result.append(item) }
            }
            return .list(result)
        },
    ]

    private static func row(
        _ name: String, _ body: @escaping @Sendable ([Value], [Value]) -> [Value]
    ) -> FilterRow {
        FilterRow(name, taking: Signature(parameters: ["b"], required: 1)) { call throws(TemplateError) in
            let other = try (call["b"] ?? .none).pythonElements()
            return .list(body(try call.inputElements(), other))
        }
    }

    private static func unique(_ items: [Value]) -> [Value] {
        var seen = Membership([])
        return items.filter { seen.insert($0) }
    }
}

/// A set of values by Python's equality, unhashable ones too.
struct Membership {
    private var items: Set<Value> = []

    init(_ items: [Value]) { self.items = Set(items) }

    func contains(_ item: Value) -> Bool { items.contains(item) }
    /// Whether it was not there yet.
    mutating func insert(_ item: Value) -> Bool { items.insert(item).inserted }
}
