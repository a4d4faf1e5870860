public import Values

/// How two dictionaries become one, by the rules of `combine` and `hash_behaviour = merge`.
public struct DictMerge {
    /// What becomes of two lists under one key; the names are those of combine's `list_merge`.
    public enum Lists: String, CaseIterable {
        case replace, keep, append, prepend
        case appendAbsent = "append_rp", prependAbsent = "prepend_rp"

        package func merge(_ weak: [Value], _ strong: [Value]) -> [Value] {
            switch self {
            case .replace: strong
            case .keep: weak
            case .append: weak + strong
            case .prepend: strong + weak
            case .appendAbsent: weak.filter { !strong.contains($0) } + strong
            case .prependAbsent: strong + weak.filter { !strong.contains($0) }
            }
        }
    }

    public var isRecursive: Bool
    public var lists: Lists

    public init(isRecursive: Bool, lists: Lists) {
        self.isRecursive = isRecursive
        self.lists = lists
    }

    /// A new dictionary: the entries of `weak` in their order, overridden by and followed by those of `strong`.
    public func merge(_ weak: ValueDict, _ strong: ValueDict) -> ValueDict {
        let mayHoldTemplates = weak.mayHoldTemplates || strong.mayHoldTemplates
        if weak.items.isEmpty || Value.dict(weak) == .dict(strong) {
            return ValueDict(strong.items, mayHoldTemplates: mayHoldTemplates)
        }
        var items = weak.items
        for (key, value) in strong.items {
            items[key] = items[key].map { merge($0, value) } ?? value
        }
        return ValueDict(items, mayHoldTemplates: mayHoldTemplates)
    }

    /// The dictionary that a dict is, or that stands for an object such as a host's variables.
    package static func dictionary(_ value: Value) -> ValueDict? {
        switch value {
        case .dict(let dict): dict
        case .object(let object): (try? object.plain()).flatMap { $0.flatMap(dictionary) }
        default: nil
        }
    }

    private func merge(_ weak: Value, _ strong: Value) -> Value {
        switch (weak, strong) {
        case (.dict(let a), .dict(let b)) where isRecursive: .dict(merge(a, b))
        case (.list(let a), .list(let b)):
            .list(
                ValueList(
                    lists.merge(a.items, b.items), mayHoldTemplates: a.mayHoldTemplates || b.mayHoldTemplates))
        default: strong
        }
    }
}
