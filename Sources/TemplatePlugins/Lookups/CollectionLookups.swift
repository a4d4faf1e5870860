import Jinja
import Templating
import Values

/// `items`, `dict`, `list`, `nested`, `together`, `subelements`, `indexed_items`, `random_choice`: lists from lists.
enum CollectionLookups {
    static let rows = [
        LookupRow("items") { call throws(TemplateError) in flatten(call.terms) },
        LookupRow("list") { call throws(TemplateError) in call.terms },
        LookupRow("dict") { call throws(TemplateError) in
            var entries: [Value] = []
            for term in call.terms {
                guard let dict = DictMerge.dictionary(term) else {
                    throw call.failure(
                        "the 'dict' lookup plugin expects a dictionary, got '\(try term.python())' of type "
                            + "\(term.pythonClass))")
                }
                entries += dict.items.map { .dict(["key": $0.key, "value": $0.value]) }
            }
            return entries
        },
        LookupRow("indexed_items") { call throws(TemplateError) in
            flatten(call.terms).enumerated().map { .tuple([.int($0.offset), $0.element]) }
        },
        LookupRow("nested") { call throws(TemplateError) in
            guard !call.terms.isEmpty else {
                throw call.failure("with_nested requires at least one element in the nested list")
            }
            let lists = try ListFilters.elements(call.terms)
            return try CombinatoricsFilters.product(lists).map { .list(flatten(flatten($0))) }
        },
        LookupRow("together") { call throws(TemplateError) in
            guard !call.terms.isEmpty else {
                throw call.failure("with_together requires at least one element in each list")
            }
            let lists = try ListFilters.elements(call.terms)
            let longest = lists.map(\.count).max() ?? 0
            return (0..<longest).map { place in
                .list(flatten(lists.map { place < $0.count ? $0[place] : .none }))
            }
        },
        LookupRow("random_choice") { call throws(TemplateError) in call.terms.randomElement().map { [$0] } ?? [] },
        LookupRow("subelements", subelements),
    ]

    /// Lists among the terms opened, one level.
    static func flatten(_ terms: [Value]) -> [Value] { terms.flatMap { $0.sequence ?? [$0] } }

    private static func subelements(_ call: LookupCall) throws(TemplateError) -> [Value] {
        guard (2...3).contains(call.terms.count) else {
            throw call.failure("subelements lookup expects a list of two or three items,")
        }
        var skipsMissing = false
        if call.terms.count == 3 {
            guard let flags = call.terms[2].mapping else {
                throw call.failure(
                    "the optional third item must be a dict with flags {'skip_missing'}")
            }
            skipsMissing = flags["skip_missing"]?.truth ?? false
        }
        guard case .string(let path) = call.terms[1] else {
            throw call.failure(
                "subelements lookup expects a list of two or three items, first a dict or a list, "
                    + "second a string pointing to the subkey")
        }
        let keys = path.split(separator: ".").map { Value.string(String($0)) }
        let elements: [Value]
        switch call.terms[0] {
        case .dict(let dict):
            // The result of a task that was skipped.
            if let isSkipped = dict.items["skipped"], isSkipped != false { return [] }
            elements = Array(dict.items.values)
        case .list(let list): elements = list.items
        default:
            throw call.failure(
                "subelements lookup expects a list of two or three items, first a dict or a list, "
                    + "second a string pointing to the subkey")
        }
        var pairs: [Value] = []
        for element in elements where (element.mapping?["skipped"] ?? false) == false {
            let (rest, items) = try detach(keys, from: element, skipsMissing, call)
            pairs += items.map { .tuple([rest, $0]) }
        }
        return pairs
    }

    /// The element without the list at the end of the keys, and the items of that list.
    private static func detach(
        _ keys: [Value], from element: Value, _ skipsMissing: Bool, _ call: LookupCall
    ) throws(TemplateError) -> (rest: Value, items: [Value]) {
        guard case .dict(let dict) = element else {
            throw call.failure("subelements lookup expects a dictionary, got '\(try element.python())'")
        }
        guard let key = keys.first else { return (element, []) }
        guard let inner = dict.items[key] else {
            if skipsMissing { return (element, []) }
            throw call.failure(
                "could not find '\(try key.python())' key in iterated item '\(try element.python())'")
        }
        var items = dict.items
        guard keys.count > 1 else {
            guard case .list(let list) = inner else {
                throw call.failure(
                    "the key \(try key.python()) should point to a list, got '\(try inner.python())'")
            }
            items[key] = nil
            return (.dict(items), list.items)
        }
        guard case .dict = inner else {
            if skipsMissing { return (element, []) }
            throw call.failure(
                "the key \(try key.python()) should point to a dictionary, got '\(try inner.python())'")
        }
        let (rest, found) = try detach(Array(keys.dropFirst()), from: inner, skipsMissing, call)
        items[key] = rest
        return (.dict(items), found)
    }
}
