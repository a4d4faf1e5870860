import Diagnostics
public import Values

extension EvaluationContext {
    /// The value as it leaves templating: templates rendered, `omit` dropped from containers, tuples made lists,
    /// objects other than dates replaced by their plain data. Throws what an undefined value anywhere in it stands for.
    public func finalized(_ value: Value) throws(TemplateError) -> Value {
        try finalized(value, isTop: true, depth: 0)
    }

    func finalized(_ value: Value, isTop: Bool, depth: Int) throws(TemplateError) -> Value {
        guard depth < Value.depthLimit / 2 else {
            throw TemplateError(.recursion, "maximum recursion depth exceeded")
        }
        switch value {
        case .undefined(let undefined):
            if let replacement = replacement(of: undefined, at: nil) { return replacement }
            throw TemplateError(undefined)
        case .template: return try finalized(touched(value), isTop: isTop, depth: depth + 1)
        case .list(let list):
            let items = try finalized(list.items, isTop: isTop, depth: depth)
            return items.map { .list($0) } ?? (list.mayHoldTemplates ? .list(list.items) : value)
        case .tuple(let tuple):
            return .list(try finalized(tuple.items, isTop: isTop, depth: depth) ?? tuple.items)
        case .dict(let dict): return try finalized(dict, value, isTop: isTop, depth: depth)
        case .object(let object) where isTop && !(object is ValueBytes):
            if object is ValueDate || object is ValueDateTime || object is TimeOfDay || object is UndecodedText {
                return value
            }
            if object is RangeObject || object is any TemplateObject || object is any Callable
                || object is ValueTimeDelta || object is TimeZone
            {
                throw TemplateError(.type, "Type '\(object.typeName)' is unsupported for variable storage.")
            }
            guard let plain = try finalizing({ () throws(ValueError) in try object.plain() }) else {
                return value
            }
            return try finalized(plain, isTop: isTop, depth: depth + 1)
        default: return value
        }
    }

    /// What stands in the place of an undefined value; nil where it is an error.
    func replacement(of undefined: Undefined, at span: Span?) -> Value? {
        guard let undefinedReplacement, replacesFailures || !undefined.isFailure else { return nil }
        return undefinedReplacement(undefined, span)
    }

    /// The items finalized; nil where all of them stay as they are.
    private func finalized(_ items: [Value], isTop: Bool, depth: Int) throws(TemplateError) -> [Value]? {
        try step()
        var changed: [Value]?
        for (index, item) in items.enumerated() {
            switch item {
            case .string, .int, .bool, .none, .double, .bigInt:
                changed?.append(item)
                continue
            default: break
            }
            let isOmitted = item.isOmitted
            let final = isOmitted ? item : try finalized(item, isTop: isTop, depth: depth + 1)
            if changed == nil, isOmitted || !final.isIdentical(to: item) { changed = Array(items[..<index]) }
            if !isOmitted { changed?.append(final) }
        }
        return changed
    }

    private func finalized(
        _ dict: ValueDict, _ value: Value, isTop: Bool, depth: Int
    ) throws(TemplateError) -> Value {
        try step()
        var result: Dict?
        for (index, entry) in dict.items.elements.enumerated() {
            let isOmitted = entry.value.isOmitted
            if case .tuple = entry.key, isTop { throw TemplateError(.type, "unhashable type: 'list'") }
            let key = try finalized(entry.key, isTop: isTop, depth: depth + 1)
            let final = isOmitted ? entry.value : try finalized(entry.value, isTop: isTop, depth: depth + 1)
            if result == nil,
                isOmitted || !final.isIdentical(to: entry.value) || !key.isIdentical(to: entry.key)
            {
                result = Dict(uniqueKeysWithValues: dict.items.elements[..<index].map { ($0.key, $0.value) })
            }
            if !isOmitted { result?[key] = final }
        }
        return result.map { .dict($0) } ?? (dict.mayHoldTemplates ? .dict(dict.items) : value)
    }

    private func finalizing<Result>(_ body: () throws(ValueError) -> Result) throws(TemplateError) -> Result {
        do throws(ValueError) { return try body() } catch { throw TemplateError(error) }
    }
}

extension Value {
    /// Whether it is the value of `omit`, which falls away from lists and dicts.
    var isOmitted: Bool { if case .object(let object) = self { object.typeName == "Omit" } else { false } }

    /// The same scalar or the same box.
    func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.list(let a), .list(let b)): a === b
        case (.dict(let a), .dict(let b)): a === b
        case (.object(let a), .object(let b)): a === b
        case (.tuple, _), (.template, _), (.list, _), (.dict, _), (_, .undefined), (_, .tuple), (_, .template),
            (_, .object):
            false
        case (.object, _): false
        default: true
        }
    }
}
