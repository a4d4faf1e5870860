public import Values

/// What `attribute=` of a filter selects in an item: a path of keys, dots between them.
struct AttributePath {
    private let parts: [Value]

    /// The path of a filter's argument; an empty path, which is the item itself, for nil.
    init(_ attribute: Value?) {
        guard let text = attribute?.rawText else {
            parts = attribute.map { [$0] } ?? []
            return
        }
        parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { part in
            let name = String(Substring(part))
            let isNumber = !part.isEmpty && part.allSatisfy(\.isDigit)
            return isNumber ? Int(name).map { .int($0) } ?? .string(name) : .string(name)
        }
    }

    /// Several paths with commas between them, as `sort` takes them.
    static func several(_ attribute: Value?) -> [AttributePath] {
        guard let text = attribute?.rawText else { return [AttributePath(attribute)] }
        return text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { AttributePath(.string(String(Substring($0)))) }
    }

    var isEmpty: Bool { parts.isEmpty }

    /// What the path leads to in `item`; `standard` stands for what is missing on the way.
    func value(in item: Value, _ context: EvaluationContext, default standard: Value? = nil) -> Value {
        var value = item
        for part in parts {
            value = context.member(part, of: value)
            if let standard, case .undefined = value { value = standard }
        }
        return value
    }
}

extension EvaluationContext {
    /// `value[key]`, or for a name else the attribute; undefined where there is neither.
    public func member(_ key: Value, of value: Value) -> Value {
        switch value {
        case .undefined: return value
        case .dict(let dict): if let found = dict.items[key] { return touched(found) }
        default: if let found = try? value.item(key) { return touched(found) }
        }
        if let name = key.rawText, let found = try? value.attribute(name, MethodSet.all[name], self) {
            return found
        }
        return .undefined(Undefined(message: value.missing(key), name: key.rawText ?? ""))
    }
}

extension Value {
    /// The value without regard to case, as Jinja compares by default.
    var ignoringCase: Value { rawText.map { .string($0.lowercased()) } ?? self }
}
