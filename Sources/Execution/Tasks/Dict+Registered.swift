import Values

private let marksKey: Value = "_swiftplay_marks"

extension Dict {
    /// A result as `register` keeps it: without internal keys, and without its own invocation. Those of a loop's items
    /// stay.
    var registered: Dict {
        var kept = withoutInternalKeys
        kept["invocation"] = nil
        return kept
    }

    /// The same as a value.
    var registeredValue: Value { registered.boxed }

    /// Those of the result's values that authors wrote something of, marked, by the names in the result.
    var marks: Dict {
        get { self[marksKey]?.mapping ?? [:] }
        set { self[marksKey] = newValue.isEmpty ? nil : .dict(ValueDict(newValue, mayHoldTemplates: true)) }
    }

    /// The result as it is registered with the marks of its authors; nil where they wrote nothing of it.
    var registeredMarks: Value? {
        guard isMarked else { return nil }
        var kept = registered.merging(marks) { $1 }
        if let items = self["results"]?.sequence, items.contains(where: { $0.mapping?.isMarked == true }) {
            let results = items.map { item in
                item.mapping.map { result in
                    Value.dict(
                        ValueDict(result.withoutInternalKeys.merging(result.marks) { $1 }, mayHoldTemplates: true))
                } ?? item
            }
            kept["results"] = .list(ValueList(results, mayHoldTemplates: true))
        }
        return .dict(ValueDict(kept, mayHoldTemplates: true))
    }

    private var isMarked: Bool {
        self[marksKey] != nil || self["results"]?.sequence?.contains { $0.mapping?[marksKey] != nil } == true
    }

    private var withoutInternalKeys: Dict {
        var kept: Dict = [:]
        for (key, value) in self {
            guard let text = key.text else {
                kept[key] = value
                continue
            }
            if text.hasPrefix("_ansible_") || text.hasPrefix("_swiftplay") { continue }
            if text == "ansible_facts", let facts = value.mapping {
                kept[key] = facts.withoutInternalKeys.boxed
            } else if text == "results", let items = value.sequence {
                let items = items.map { item in item.mapping?.withoutInternalKeys.boxed ?? item }
                kept[key] = .list(ValueList(items, mayHoldTemplates: items.contains { $0.mayHoldTemplates }))
            } else {
                kept[key] = value
            }
        }
        return kept
    }

    /// As a value that knows whether templates stand in it.
    private var boxed: Value {
        .dict(ValueDict(self, mayHoldTemplates: values.contains { $0.mayHoldTemplates }))
    }
}
