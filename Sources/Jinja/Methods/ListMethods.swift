import Values

/// The methods of Python's `list`.
enum ListMethods {
    static let changing: Set<String> = [
        "append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse",
    ]

    private static func on(
        _ name: String, _ range: ClosedRange<Int>,
        _ body: @escaping @Sendable (ValueList, CallArguments) throws(TemplateError) -> Value
    ) -> (String, Method) {
        (
            name,
            { (_, target, arguments) throws(TemplateError) in
                guard case .list(let list) = target else { return .none }
                try arguments.check("list.\(name)", range)
                return try body(list, arguments)
            }
        )
    }

    static let table = Dictionary(uniqueKeysWithValues: [
        on("append", 1...1) { (list, arguments) throws(TemplateError) in
            list.items.append(arguments.positional[0])
            return .none
        },
        on("extend", 1...1) { (list, arguments) throws(TemplateError) in
            list.items += try raising { () throws(ValueError) in try arguments.positional[0].elements() }
            return .none
        },
        on("insert", 2...2) { (list, arguments) throws(TemplateError) in
            let index = try arguments.positional[0].index()
            let count = list.items.count
            list.items.insert(
                arguments.positional[1], at: min(max(index < 0 ? index + count : index, 0), count))
            return .none
        },
        on("pop", 0...1) { (list, arguments) throws(TemplateError) in
            guard !list.items.isEmpty else { throw TemplateError(.index, "pop from empty list") }
            let index = arguments.positional.isEmpty ? -1 : try arguments.positional[0].index()
            let place = index < 0 ? index + list.items.count : index
            guard list.items.indices.contains(place) else {
                throw TemplateError(.index, "pop index out of range")
            }
            return list.items.remove(at: place)
        },
        on("remove", 1...1) { (list, arguments) throws(TemplateError) in
            try checkDefined(list.items)
            guard let place = list.items.firstIndex(of: arguments.positional[0]) else {
                throw TemplateError(.value, "list.remove(x): x not in list")
            }
            list.items.remove(at: place)
            return .none
        },
        on("clear", 0...0) { (list, _) throws(TemplateError) in
            list.items.removeAll()
            return .none
        },
        on("reverse", 0...0) { (list, _) throws(TemplateError) in
            list.items.reverse()
            return .none
        },
        on("copy", 0...0) { (list, _) throws(TemplateError) in
            .list(ValueList(list.items, mayHoldTemplates: list.mayHoldTemplates))
        },
        on("count", 1...1) { (list, arguments) throws(TemplateError) in
            try checkDefined(list.items)
            return .int(list.items.count { $0 == arguments.positional[0] })
        },
        on("index", 1...3) { (list, arguments) throws(TemplateError) in
            try checkDefined(list.items)
            return try index(of: arguments, in: list.items) { "\((try? $0.representation()) ?? "") is not in list" }
        },
        MethodSet.entry("sort") { (context, target, arguments) throws(TemplateError) in
            guard case .list(let list) = target else { return .none }
            guard arguments.positional.isEmpty else {
                throw TemplateError(.type, "sort() takes no positional arguments")
            }
            let bound = try arguments.bind("sort", ["key", "reverse"])
            let reverse = try bound[1].map { (value) throws(TemplateError) in try value.index() != 0 } ?? false
            let items = list.mayHoldTemplates ? list.items.map { context.touched($0) } : list.items
            list.items = try raising { () throws(ValueError) in try items.sortedAsPython(reverse: reverse) }
            return .none
        },
    ])

    /// Throws the first undefined item: nothing is equal to it, and asking fails.
    private static func checkDefined(_ items: [Value]) throws(TemplateError) {
        for case .undefined(let undefined) in items { throw TemplateError(undefined) }
    }

    /// Python's `index(x, start, stop)` of a sequence.
    static func index(
        of arguments: CallArguments, in items: [Value], _ message: (Value) -> String
    ) throws(TemplateError) -> Value {
        func fit(_ index: Int) -> Int { min(max(index < 0 ? index + items.count : index, 0), items.count) }
        let start = fit(try arguments.integer(1) ?? 0)
        let stop = fit(try arguments.integer(2) ?? items.count)
        let wanted = arguments.positional[0]
        guard start < stop, let place = items[start..<stop].firstIndex(of: wanted) else {
            throw TemplateError(.value, message(wanted))
        }
        return .int(place)
    }
}

/// The methods of Python's `tuple`.
enum TupleMethods {
    static let table: [String: Method] = [
        "count": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("tuple.count", 1...1)
            return .int((target.sequence ?? []).count { $0 == arguments.positional[0] })
        },
        "index": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("tuple.index", 1...3)
            return try ListMethods.index(of: arguments, in: target.sequence ?? []) { _ in
                "tuple.index(x): x not in tuple"
            }
        },
    ]
}
