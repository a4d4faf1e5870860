import Jinja
import Templating
import Values

/// `union`, `intersect`, `difference`, `symmetric_difference`, `unique`: lists as sets, in the order of appearance.
///
/// Python's order of a set is arbitrary; here the items keep theirs.
enum SetFilters {
    static let rows = [
        row("union", union),
        row("intersect", intersection),
        row("difference") { sets, a, b throws(TemplateError) in
            guard let sets else { return unique(try filter(a) { item throws(ValueError) in try !b.contains(item) }) }
            let other = Membership(sets.b)
            return unique(sets.a.filter { !other.contains($0) })
        },
        row("symmetric_difference") { sets, a, b throws(TemplateError) in
            let common = Membership(try intersection(sets, a, b))
            return try union(sets, a, b).filter { !common.contains($0) }
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
                    for part in try AttributePath.keys(attribute) { key = call.context.member(part, of: key) }
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

    /// The elements of both operands where all of them could stand in a set of Python's.
    private typealias Sets = (a: [Value], b: [Value])?

    private static func row(
        _ name: String, _ body: @escaping @Sendable (Sets, Value, Value) throws(TemplateError) -> [Value]
    ) -> FilterRow {
        FilterRow(name, taking: Signature(parameters: ["b"], required: 1)) { call throws(TemplateError) in
            let other = call["b"] ?? .none
            return .list(try body(try sets(call.input, other), call.input, other))
        }
    }

    private static func sets(_ a: Value, _ b: Value) throws(TemplateError) -> Sets {
        var both: [[Value]] = []
        for value in [a, b] {
            guard let items = try? value.elements() else { return nil }
            for item in items {
                if case .undefined(let undefined) = item { throw TemplateError(undefined) }
                do throws(ValueError) { try item.checkHashable() } catch { return nil }
            }
            both.append(items)
        }
        return (both[0], both[1])
    }

    private static func union(_ sets: Sets, _ a: Value, _ b: Value) throws(TemplateError) -> [Value] {
        if let sets { return unique(sets.a + sets.b) }
        let sum = try raising { () throws(ValueError) in try Value.apply(.add, a, b) }
        return unique(try sum.pythonElements())
    }

    /// What stands in both, as it stands in the smaller one.
    private static func intersection(_ sets: Sets, _ a: Value, _ b: Value) throws(TemplateError) -> [Value] {
        guard let sets else { return unique(try filter(a) { item throws(ValueError) in try b.contains(item) }) }
        let left = unique(sets.a), right = unique(sets.b)
        guard right.count <= left.count else {
            let other = Membership(right)
            return left.filter { other.contains($0) }
        }
        let other = Dictionary(uniqueKeysWithValues: zip(right, right))
        return left.compactMap { other[$0] }
    }

    private static func filter(
        _ value: Value, _ keeps: (Value) throws(ValueError) -> Bool
    ) throws(TemplateError) -> [Value] {
        var kept: [Value] = []
        for item in try value.pythonElements() {
            if try raising({ () throws(ValueError) in try keeps(item) }) { kept.append(item) }
        }
        return kept
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
