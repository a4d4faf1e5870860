import Values

/// The methods of Python's `dict`.
enum DictMethods {
    static let changing: Set<String> = ["clear", "pop", "popitem", "setdefault", "update"]

    private static func on(
        _ name: String, _ range: ClosedRange<Int>,
        _ body: @escaping @Sendable (ValueDict, CallArguments) throws(TemplateError) -> Value
    ) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                guard case .dict(let dict) = target else { return .none }
                try arguments.check(range.upperBound == 0 ? "dict.\(name)" : name, range)
                return try body(dict, arguments)
            }
        )
    }

    private static func key(_ arguments: CallArguments) throws(TemplateError) -> Value {
        let key = arguments.positional[0]
        try raising { () throws(ValueError) in try key.checkHashable() }
        return key
    }

    static let table = Dictionary(uniqueKeysWithValues: [
        on("keys", 0...0) { (dict, _) throws(TemplateError) in .list(Array(dict.items.keys)) },
        on("values", 0...0) { (dict, _) throws(TemplateError) in
            .list(ValueList(Array(dict.items.values), mayHoldTemplates: dict.mayHoldTemplates))
        },
        on("items", 0...0) { (dict, _) throws(TemplateError) in
            .list(
                ValueList(
                    dict.items.elements.map { .tuple([$0.key, $0.value]) },
                    mayHoldTemplates: dict.mayHoldTemplates))
        },
        MethodSet.entry("get") { (_, target, arguments) throws(TemplateError) in
            guard case .dict(let dict) = target else { return .none }
            if arguments.keywords.isEmpty {
                try arguments.checkCount("get", 1...2)
                return dict.items[try key(arguments)]
                    ?? (arguments.positional.count > 1 ? arguments.positional[1] : .none)
            }
            // The dicts of variables take keywords, which Python's own do not.
            let bound = try arguments.bind("get", ["key", "default"])
            guard let key = bound[0] else {
                throw TemplateError(.type, "dict.get() missing 1 required positional argument: 'key'")
            }
            try raising { () throws(ValueError) in try key.checkHashable() }
            return dict.items[key] ?? bound[1] ?? .none
        },
        on("copy", 0...0) { (dict, _) throws(TemplateError) in
            .dict(ValueDict(dict.items, mayHoldTemplates: dict.mayHoldTemplates))
        },
        on("clear", 0...0) { (dict, _) throws(TemplateError) in
            dict.items.removeAll()
            return .none
        },
        on("pop", 1...2) { (dict, arguments) throws(TemplateError) in
            let key = try key(arguments)
            if let value = dict.items.removeValue(forKey: key) { return value }
            guard arguments.positional.count > 1 else {
                throw TemplateError(.key, (try? key.representation()) ?? "")
            }
            return arguments.positional[1]
        },
        on("popitem", 0...0) { (dict, _) throws(TemplateError) in
            guard !dict.items.isEmpty else { throw TemplateError(.key, "'popitem(): dictionary is empty'") }
            let (key, value) = dict.items.removeLast()
            return .tuple([key, value])
        },
        on("setdefault", 1...2) { (dict, arguments) throws(TemplateError) in
            let key = try key(arguments)
            if let value = dict.items[key] { return value }
            let value = arguments.positional.count > 1 ? arguments.positional[1] : .none
            dict.items[key] = value
            return value
        },
        on("fromkeys", 1...2) { (_, arguments) throws(TemplateError) in
            let keys = try raising { () throws(ValueError) in
                let keys = try arguments.positional[0].elements()
                for key in keys { try key.checkHashable() }
                return keys
            }
            let value = arguments.positional.count > 1 ? arguments.positional[1] : .none
            return .dict(Dict(keys.map { ($0, value) }, uniquingKeysWith: { $1 }))
        },
        MethodSet.entry("update") { (_, target, arguments) throws(TemplateError) in
            guard case .dict(let dict) = target else { return .none }
            try arguments.checkCount("update", 0...1)
            if let source = arguments.positional.first {
                for (key, value) in try pairs(of: source) { dict.items[key] = value }
            }
            for (name, value) in arguments.keywords { dict.items[.string(name)] = value }
            return .none
        },
    ])

    /// What `dict(source)` takes: a mapping, or an iterable of pairs.
    static func pairs(of source: Value) throws(TemplateError) -> [(Value, Value)] {
        if case .dict(let dict) = source { return dict.items.elements.map { ($0.key, $0.value) } }
        if case .object(let object) = source,
            case .dict(let dict)? = try raising({ () throws(ValueError) in try object.plain() })
        {
            return dict.items.elements.map { ($0.key, $0.value) }
        }
        var pairs: [(Value, Value)] = []
        let items = try raising { () throws(ValueError) in try source.elements() }
        for (index, item) in items.enumerated() {
            guard let pair = try? item.elements() else {
                throw TemplateError(
                    .type, "cannot convert dictionary update sequence element #\(index) to a sequence")
            }
            guard pair.count == 2 else {
                throw TemplateError(
                    .value,
                    "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
            }
            try raising { () throws(ValueError) in try pair[0].checkHashable() }
            pairs.append((pair[0], pair[1]))
        }
        return pairs
    }
}
