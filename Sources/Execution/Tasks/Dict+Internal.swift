import Values

extension Dict {
    /// Without the keys that speak to the engine alone, at any depth.
    var withoutInternalKeys: Dict { cleaned ?? self }

    /// nil where it holds no such key, so that nothing is copied.
    private var cleaned: Dict? {
        var (kept, isChanged) = (self, false)
        for (key, value) in self {
            if Self.isInternal(key) {
                kept[key] = nil
            } else if let value = Self.cleaned(value) {
                kept[key] = value
            } else {
                continue
            }
            isChanged = true
        }
        return isChanged ? kept : nil
    }

    private static func isInternal(_ key: Value) -> Bool {
        guard let text = key.text, text.utf8.first == UInt8(ascii: "_") else { return false }
        return text.hasPrefix("_ansible_")
    }

    private static func cleaned(_ value: Value) -> Value? {
        switch value {
        case .dict(let dict): return dict.items.cleaned.map { .dict($0) }
        case .list(let list):
            // Lines that were not cut yet are texts.
            guard list.uncutText == nil else { return nil }
            let items = list.items.map(cleaned)
            guard items.contains(where: { $0 != nil }) else { return nil }
            return .list(zip(list.items, items).map { $1 ?? $0 })
        default: return nil
        }
    }

    /// As a value that knows whether templates stand in it.
    var boxed: Value {
        .dict(ValueDict(self, mayHoldTemplates: values.contains { $0.mayHoldTemplates }))
    }
}
