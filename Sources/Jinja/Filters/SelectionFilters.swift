import Values

/// `map`, and the filters that keep items by a test.
enum SelectionFilters {
    static let table: [String: Filter] = [
        "map": { (context, input, arguments) throws(TemplateError) in try map(context, input, arguments) },
        "select": selecting(keeps: true, byAttribute: false),
        "reject": selecting(keeps: false, byAttribute: false),
        "selectattr": selecting(keeps: true, byAttribute: true),
        "rejectattr": selecting(keeps: false, byAttribute: true),
    ]

    private static func items(_ input: Value) throws(TemplateError) -> [Value] {
        guard input.truth else { return [] }
        return try raising { () throws(ValueError) in try input.elements() }
    }

    private static func map(
        _ context: EvaluationContext, _ input: Value, _ arguments: CallArguments
    ) throws(TemplateError) -> Value {
        let items = try items(input)
        if items.isEmpty { return .list([]) }
        var mapped: [Value] = []
        mapped.reserveCapacity(items.count)
        if arguments.positional.isEmpty,
            let attribute = arguments.keywords.first(where: { $0.name == "attribute" })
        {
            if let other = arguments.keywords.first(where: { $0.name != "attribute" && $0.name != "default" }) {
                throw TemplateError(.type, "Unexpected keyword argument '\(other.name)'")
            }
            let path = AttributePath(attribute.value)
            let standard = arguments.keywords.first { $0.name == "default" && !$0.value.isNone }?.value
            for item in items { mapped.append(path.value(in: item, context, default: standard)) }
            return .list(mapped)
        }
        guard let name = arguments.positional.first else {
            throw TemplateError(.type, "map requires a filter argument")
        }
        guard let filter = context.environment.filter(name.rawText ?? "") else {
            throw TemplateError(.unknownPlugin, "No filter named '\((try? name.string()) ?? "")'.")
        }
        let takesUndefined = context.environment.traits(of: .filter(name.rawText ?? "")).contains(.takesUndefined)
        var rest = arguments
        rest.positional.removeFirst()
        for item in items {
            try context.step()
            if !takesUndefined, case .undefined = item {
                mapped.append(item)
                continue
            }
            do throws(TemplateError) { mapped.append(try filter(context, item, rest)) } catch {
                throw error.naming("filter", name.rawText ?? "")
            }
        }
        return .list(mapped)
    }

    private static func selecting(keeps: Bool, byAttribute: Bool) -> Filter {
        { (context, input, arguments) throws(TemplateError) in
            let items = try items(input)
            if items.isEmpty { return .list([]) }
            var rest = arguments
            var path = AttributePath(nil)
            if byAttribute {
                guard let attribute = rest.positional.first else {
                    throw TemplateError(.type, "Missing parameter for attribute name")
                }
                path = AttributePath(attribute)
                rest.positional.removeFirst()
            }
            let holds = try condition(context, &rest)
            var selected: [Value] = []
            for item in items {
                try context.step()
                if try holds(path.isEmpty ? item : path.value(in: item, context)) == keeps {
                    selected.append(item)
                }
            }
            return .list(selected)
        }
    }

    /// The test that the first of `rest` names, or Python's truth.
    private static func condition(
        _ context: EvaluationContext, _ rest: inout CallArguments
    ) throws(TemplateError) -> (Value) throws(TemplateError) -> Bool {
        guard let name = rest.positional.first else {
            return { (value) throws(TemplateError) in
                if case .undefined(let undefined) = value { throw TemplateError(undefined) }
                return value.truth
            }
        }
        guard let test = context.environment.test(name.rawText ?? "") else {
            throw TemplateError(.unknownPlugin, "No test named '\((try? name.string()) ?? "")'.")
        }
        let takesUndefined = context.environment.traits(of: .test(name.rawText ?? "")).contains(.takesUndefined)
        rest.positional.removeFirst()
        let arguments = rest
        return { (value) throws(TemplateError) in
            if !takesUndefined, case .undefined(let undefined) = value { throw TemplateError(undefined) }
            do throws(TemplateError) { return try test(context, value, arguments) } catch {
                throw error.naming("test", name.rawText ?? "")
            }
        }
    }
}
