import Values

/// Filters that order, group and compare items.
enum SortingFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("sort", ["reverse", "case_sensitive", "attribute"]) {
            (call) throws(TemplateError) in
            let paths = AttributePath.several(call.some(2))
            let isSensitive = call.flag(1)
            let context = call.context
            let items = try call.elements()
            let isReversed = call.flag(0)
            return .list(
                try raising { () throws(ValueError) in
                    try items.sortedAsPython(reverse: isReversed) { (item) throws(ValueError) in
                        if paths.count == 1 {
                            let value = paths[0].value(in: item, context)
                            if case .undefined(let undefined) = value { throw .using(undefined) }
                            return isSensitive ? value : value.ignoringCase
                        }
                        let values = paths.map { path in
                            let value = path.value(in: item, context)
                            return isSensitive ? value : value.ignoringCase
                        }
                        for value in values {
                            if case .undefined(let undefined) = value { throw .using(undefined) }
                        }
                        return .list(values)
                    }
                })
        },
        FilterCall.filter("dictsort", ["case_sensitive", "by", "reverse"]) { (call) throws(TemplateError) in
            let by = try call.text(1) ?? "key"
            guard by == "key" || by == "value" else {
                throw TemplateError(.value, "You can only sort by either \"key\" or \"value\"")
            }
            guard call.input.isMapping else {
                throw TemplateError(.attribute, "'\(call.input.typeName)' object has no attribute 'items'")
            }
            let pairs = try DictMethods.pairs(of: call.input).map { Value.tuple([$0.0, $0.1]) }
            let place = by == "key" ? 0 : 1
            let isSensitive = call.flag(0)
            let isReversed = call.flag(2)
            return .list(
                try raising { () throws(ValueError) in
                    try pairs.sortedAsPython(reverse: isReversed) { (pair) throws(ValueError) in
                        let value = (pair.sequence ?? [])[place]
                        return isSensitive ? value : value.ignoringCase
                    }
                })
        },
        extremum("min") { (a, b) throws(ValueError) in try Value.compare(.less, a, b) },
        extremum("max") { (a, b) throws(ValueError) in try Value.compare(.greater, a, b) },
        FilterCall.filter("unique", ["case_sensitive", "attribute"]) { (call) throws(TemplateError) in
            let path = AttributePath(call.some(1))
            var seen: Set<Value> = []
            var unique: [Value] = []
            for item in try call.elements() {
                var key = path.value(in: item, call.context)
                if !call.flag(0) { key = key.ignoringCase }
                try raising { () throws(ValueError) in try key.checkHashable() }
                if seen.insert(key).inserted { unique.append(item) }
            }
            return .list(unique)
        },
        FilterCall.filter("groupby", ["attribute", "default", "case_sensitive"], required: 1) {
            (call) throws(TemplateError) in
            let path = AttributePath(call[0])
            let isSensitive = call.flag(2)
            let standard = call.some(1)
            let context = call.context
            func key(_ item: Value) throws(ValueError) -> Value {
                let value = path.value(in: item, context, default: standard)
                if case .undefined(let undefined) = value { throw .using(undefined) }
                return isSensitive ? value : value.ignoringCase
            }
            let items = try call.elements()
            return try raising { () throws(ValueError) in
                var groups: [(key: Value, items: [Value])] = []
                for item in try items.sortedAsPython(reverse: false, key: key) {
                    let key = try key(item)
                    if let last = groups.last, last.key == key {
                        groups[groups.count - 1].items.append(item)
                    } else {
                        groups.append((key, [item]))
                    }
                }
                return .list(
                    groups.map { group in
                        let shown =
                            isSensitive
                            ? group.key : path.value(in: group.items[0], context, default: standard)
                        return .object(
                            NamedTuple("_GroupTuple", ["grouper": shown, "list": .list(group.items)]))
                    })
            }
        },
    ])

    private static func extremum(
        _ name: String, _ isBetter: @escaping @Sendable (Value, Value) throws(ValueError) -> Bool
    ) -> (String, Filter) {
        FilterCall.filter(name, ["case_sensitive", "attribute"]) { (call) throws(TemplateError) in
            let path = AttributePath(call.some(1))
            var best: (key: Value, item: Value)?
            for item in try call.elements() {
                var key = path.value(in: item, call.context)
                if !call.flag(0) { key = key.ignoringCase }
                if case .undefined(let undefined) = key { throw TemplateError(undefined) }
                guard let found = best else {
                    best = (key, item)
                    continue
                }
                if try raising({ () throws(ValueError) in try isBetter(key, found.key) }) {
                    best = (key, item)
                }
            }
            return best?.item
                ?? .undefined(Undefined(message: "No aggregated item, sequence was empty.", name: name))
        }
    }
}

extension ValueError {
    static func using(_ undefined: Undefined) -> ValueError { ValueError(.undefined, undefined.message) }
}
