import Values

extension Dict {
    /// Without the keys that speak to the engine alone, at any depth.
    var withoutInternalKeys: Dict {
        guard holdsInternalKeys else { return self }
        var kept: Dict = [:]
        for (key, value) in self where !Self.isInternal(key) { kept[key] = Self.cleaned(value) }
        return kept
    }

    private var holdsInternalKeys: Bool {
        contains { Self.isInternal($0.key) || Self.holdsInternalKeys($0.value) }
    }

    private static func isInternal(_ key: Value) -> Bool {
        guard let text = key.text, text.utf8.first == UInt8(ascii: "_") else { return false }
        return text.hasPrefix("_ansible_")
    }

    private static func holdsInternalKeys(_ value: Value) -> Bool {
        switch value {
        case .dict(let dict): dict.items.holdsInternalKeys
        case .list(let list): list.items.contains(where: holdsInternalKeys)
        default: false
        }
    }

    private static func cleaned(_ value: Value) -> Value {
        switch value {
        case .dict(let dict): .dict(dict.items.withoutInternalKeys)
        case .list(let list): .list(list.items.map(cleaned))
        default: value
        }
    }

    /// As a value that knows whether templates stand in it.
    var boxed: Value {
        .dict(ValueDict(self, mayHoldTemplates: values.contains { $0.mayHoldTemplates }))
    }
}
