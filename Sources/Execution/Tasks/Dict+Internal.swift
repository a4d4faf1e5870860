import Values

extension Dict {
    /// Without the keys that speak to the engine alone, at any depth.
    var withoutInternalKeys: Dict {
        var kept: Dict = [:]
        for (key, value) in self where key.text?.hasPrefix("_ansible_") != true { kept[key] = Self.cleaned(value) }
        return kept
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
