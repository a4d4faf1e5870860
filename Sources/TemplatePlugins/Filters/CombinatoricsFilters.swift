import Jinja
import Templating
import Values

/// `product`, `permutations`, `combinations`: Python's itertools, in their order.
enum CombinatoricsFilters {
    /// More values than this in all results are refused: they would take for ever.
    private static let limit = 10_000_000

    static let rows = [
        FilterRow("product", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            var lists = try ListFilters.elements([call.input] + call.rest)
            if let count = call.keywords.first(where: { $0.name == "repeat" })?.value {
                lists = Array(repeatElement(lists, count: max(0, min(try count.wholeNumber(), 64))).joined())
            }
            return tuples(try product(lists))
        },
        FilterRow("permutations", taking: ["r"]) { call throws(TemplateError) in
            let items = try call.inputElements()
            return tuples(
                try choices(items, try call.integer("r") ?? items.count, isOrdered: true) { chosen in
                    items.indices.filter { !chosen.contains($0) }
                })
        },
        FilterRow("combinations", taking: Signature(parameters: ["r"], required: 1)) { call throws(TemplateError) in
            let items = try call.inputElements()
            return tuples(
                try choices(items, try (call["r"] ?? .none).wholeNumber(), isOrdered: false) { chosen in
                    Array(items.indices[((chosen.last ?? -1) + 1)...])
                })
        },
    ]

    static func product(_ lists: [[Value]]) throws(TemplateError) -> [[Value]] {
        var results: [[Value]] = [[]]
        for list in lists {
            let items = (results.first?.count ?? 0) + 1
            guard results.count * max(list.count, 1) <= limit / items else { throw tooMany }
            results = results.flatMap { result in list.map { result + [$0] } }
        }
        return results
    }

    /// Every way to choose `count` of the items, `next` telling which indices may follow those already chosen.
    private static func choices(
        _ items: [Value], _ count: Int, isOrdered: Bool, next: (_ chosen: [Int]) -> [Int]
    ) throws(TemplateError) -> [[Value]] {
        guard count >= 0 else { throw TemplateError(.value, "r must be non-negative") }
        for case .undefined(let undefined) in items { throw TemplateError(undefined) }
        guard count <= items.count else { return [] }
        var total = 1.0
        for place in 0..<count { total *= Double(items.count - place) / (isOrdered ? 1 : Double(place + 1)) }
        guard total * Double(max(count, 1)) <= Double(limit) else { throw tooMany }
        var results: [[Int]] = [[]]
        for place in 0..<count {
            // In ascending order, enough items must be left for those that are still to be chosen.
            let end = isOrdered ? items.count : items.count - (count - place - 1)
            results = results.flatMap { chosen in next(chosen).filter { $0 < end }.map { chosen + [$0] } }
        }
        return results.map { $0.map { items[$0] } }
    }

    private static var tooMany: TemplateError { TemplateError(.limit, "more than \(limit) values in the results") }

    private static func tuples(_ rows: [[Value]]) -> Value { .list(rows.map { .tuple($0) }) }
}
