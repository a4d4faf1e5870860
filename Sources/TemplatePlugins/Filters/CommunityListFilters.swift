import Jinja
import Templating
import Values

/// `lists_union`, `lists_intersect`, …, `lists_mergeby`: several lists as one.
enum CommunityListFilters {
    static let rows = [
        combining("lists_union") { $0 + $1 },
        combining("lists_intersect") { a, b in
            let other = Membership(b)
            return a.filter { other.contains($0) }
        },
        combining("lists_difference") { a, b in
            let other = Membership(b)
            return a.filter { !other.contains($0) }
        },
        combining("lists_symmetric_difference") { a, b in
            let left = Membership(a), right = Membership(b)
            return (a + b).filter { left.contains($0) != right.contains($0) }
        },
        FilterRow("lists_mergeby", taking: Signature(takesRest: true, takesKeywords: true), mergeBy),
        FilterRow("version_sort", taking: ["reverse"]) { call throws(TemplateError) in
            var items = try call.inputElements(), failure: TemplateError?
            items.sort { a, b in
                do { return try VersionScheme.loose(a.python(), b.python()) < 0 } catch {
                    failure = TemplateError(.type, (error as? VersionScheme.Failure)?.message ?? "\(error)")
                    return false
                }
            }
            if let failure { throw failure }
            return .list(call.flag("reverse") ? items.reversed() : items)
        },
    ]

    private static func combining(
        _ name: String, _ body: @escaping @Sendable ([Value], [Value]) -> [Value]
    ) -> FilterRow {
        FilterRow(name, taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            var lists = [call.input] + call.rest
            for (keyword, value) in call.keywords {
                guard keyword == "flatten" else {
                    throw call.failure("\(name)() got unexpected keywords arguments: \(keyword)")
                }
                if value.truth { lists = try opened(lists, call) }
            }
            guard let first = lists.first, lists.count > 1 else { return lists.first ?? .list([]) }
            var result = try first.pythonElements()
            for list in lists.dropFirst() { result = unique(body(unique(result), try list.pythonElements())) }
            return .list(unique(result))
        }
    }

    private static func unique(_ items: [Value]) -> [Value] {
        var seen = Membership([])
        return items.filter { seen.insert($0) }
    }

    /// Lists of lists replaced by the lists in them.
    private static func opened(_ lists: [Value], _ call: PluginCall) throws(TemplateError) -> [Value] {
        var result: [Value] = []
        for list in lists {
            guard let items = list.sequence else {
                throw call.failure(
                    "All arguments must be lists. \(try list.python()) is \(list.pythonClass)")
            }
            if items.isEmpty { continue }
            if items.allSatisfy({ $0.sequence != nil }) { result += items } else { result.append(list) }
        }
        return result
    }

    private static func mergeBy(_ call: PluginCall) throws(TemplateError) -> Value {
        var terms = [call.input] + call.rest
        guard terms.count >= 2, case .string(let index)? = terms.popLast() else {
            throw call.failure("The last argument of lists_mergeby must be the name of an attribute.")
        }
        let options = Dictionary(call.keywords.map { ($0.name, $0.value) }) { $1 }
        if let wrong = options.keys.first(where: { $0 != "recursive" && $0 != "list_merge" }) {
            throw call.failure("lists_mergeby got an unexpected keyword argument '\(wrong)'.")
        }
        let lists = try options["list_merge"]?.python() ?? "replace"
        guard let mode = DictMerge.Lists(rawValue: lists) else {
            throw call.failure("'list_merge' can't be '\(lists)'.")
        }
        let merge = DictMerge(isRecursive: options["recursive"]?.truth ?? false, lists: mode)
        var merged: [(key: Value, dict: ValueDict)] = []
        let opened = terms.flatMap { term in
            let items = term.sequence ?? []
            return !items.isEmpty && items.allSatisfy { $0.sequence != nil } ? items : [term]
        }
        for list in opened {
            for item in try list.pythonElements() {
                guard let dict = DictMerge.dictionary(item) else {
                    throw call.failure(
                        "Elements of list arguments for lists_mergeby must be dictionaries. "
                            + "\(try item.pythonRepresentation()) is \(item.pythonClass).")
                }
                guard let key = dict.items[.string(index)] else { continue }
                if let place = merged.firstIndex(where: { $0.key == key }) {
                    merged[place].dict = merge.merge(merged[place].dict, dict)
                } else {
                    merged.append((key, dict))
                }
            }
        }
        let sorted = try raising { () throws(ValueError) in
            try merged.indices.map { Value.int($0) }.sortedAsPython(reverse: false) { place throws(ValueError) in
                if case .int(let place) = place { merged[place].key } else { .none }
            }
        }
        return .list(
            sorted.map { place in
                if case .int(let place) = place { .dict(merged[place].dict) } else { .none }
            })
    }
}
