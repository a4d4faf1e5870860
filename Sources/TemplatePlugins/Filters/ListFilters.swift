import Jinja
import Templating
import Values

/// `flatten`, `zip`, `subelements`, `extract`, …: lists made from others.
enum ListFilters {
    static let rows = [
        FilterRow("flatten", taking: ["levels", "skip_nulls"]) { call throws(TemplateError) in
            let items = try call.inputElements(), skipsNulls = call.flag("skip_nulls", true)
            guard let levels = call.some("levels"), items.contains(where: { $0.sequence != nil }) else {
                return .list(try flatten(items, levels: nil, skipsNulls: skipsNulls))
            }
            let isDeep = try raising { () throws(ValueError) in try Value.compare(.greaterOrEqual, levels, 1) }
            return .list(
                try flatten(
                    items, levels: isDeep ? try levels.convertedToWholeNumber() : 0, skipsNulls: skipsNulls))
        },
        FilterRow("zip", taking: Signature(takesRest: true, takesKeywords: true)) { call throws(TemplateError) in
            let lists = try elements([call.input] + call.rest)
            let strict = call.keywords.contains { $0.name == "strict" && $0.value.truth }
            let shortest = lists.map(\.count).min() ?? 0
            if strict, let index = lists.firstIndex(where: { $0.count != lists[0].count }) {
                let relation = lists[index].count < lists[0].count ? "shorter" : "longer"
                let others = index == 1 ? "argument 1" : "arguments 1-\(index)"
                throw TemplateError(.value, "zip() argument \(index + 1) is \(relation) than \(others)")
            }
            return .list((0..<shortest).map { place in .tuple(lists.map { $0[place] }) })
        },
        FilterRow("zip_longest", taking: Signature(takesRest: true, takesKeywords: true)) {
            call throws(TemplateError) in
            let lists = try elements([call.input] + call.rest)
            let filler = call.keywords.first { $0.name == "fillvalue" }?.value ?? .none
            guard call.keywords.allSatisfy({ $0.name == "fillvalue" }) else {
                throw TemplateError(.type, "zip_longest() got an unexpected keyword argument")
            }
            let longest = lists.map(\.count).max() ?? 0
            return .list(
                (0..<longest).map { place in .tuple(lists.map { place < $0.count ? $0[place] : filler }) })
        },
        FilterRow(
            "subelements", taking: Signature(parameters: ["subelements", "skip_missing"], required: 1)
        ) { call throws(TemplateError) in
            let pairs = try Subelements(path: call["subelements"] ?? .none, skipsMissing: call.flag("skip_missing"))
                .pairs(of: call.input)
            return .list(pairs.map { .tuple([$0, $1]) })
        },
        FilterRow(
            "extract", taking: Signature(parameters: ["container", "morekeys"], required: 1), acceptsUndefined: true,
            extract),
    ]

    static func elements(_ values: [Value]) throws(TemplateError) -> [[Value]] {
        var lists: [[Value]] = []
        for value in values { lists.append(try value.pythonElements()) }
        return lists
    }

    /// Lists inside lists opened, `levels` deep, all of them where it is nil.
    static func flatten(
        _ items: [Value], levels: Int?, skipsNulls: Bool, depth: Int = 0
    ) throws(TemplateError) -> [Value] {
        guard depth < Value.depthLimit else { throw TemplateError(.tooDeep) }
        var result: [Value] = []
        for item in items {
            if skipsNulls, item.isNone || item.text == "None" || item.text == "null" { continue }
            if let inner = item.sequence, levels ?? 1 >= 1 {
                result += try flatten(
                    inner, levels: levels.map { $0 - 1 }, skipsNulls: skipsNulls, depth: depth + 1)
                try raising { () throws(ValueError) in
                    try Value.checkLength(result.count, times: 16, of: "the list")
                }
            } else {
                result.append(item)
            }
        }
        return result
    }

    private static func extract(_ call: PluginCall) throws(TemplateError) -> Value {
        var keys = [call.input]
        switch call["morekeys"] ?? .none {
        case .none: break
        case .list(let more): keys += more.items
        case let key: keys.append(key)
        }
        var value = call["container"] ?? .none
        for key in keys {
            if case .undefined = key { return key }
            value = call.context.member(key, of: value)
        }
        return value
    }
}
