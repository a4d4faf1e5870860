import Values

/// `[a, b]`, a new list each time.
final class ListCode: Code {
    let items: [Code]

    init(_ items: [Code], _ place: Place) {
        self.items = items
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try item.value(frame)) }
        let holds = values.contains { $0.mayHoldTemplates }
        return .list(ValueList(values, mayHoldTemplates: holds))
    }

    /// The list, for those who only read it.
    var readOnlyConstant: Value? {
        let values = items.compactMap(\.constant)
        return values.count == items.count ? .list(values) : nil
    }
}

/// `(a, b)`
final class TupleCode: Code {
    let items: [Code]

    init(_ items: [Code], _ place: Place) {
        self.items = items
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try item.value(frame)) }
        return .tuple(values)
    }
}

/// `{a: b}`, a new dict each time; the last of equal keys wins.
final class DictCode: Code {
    let items: [(key: Code, value: Code)]

    init(_ items: [(key: Code, value: Code)], _ place: Place) {
        self.items = items
        super.init(place)
    }

    override func value(_ frame: Frame) throws(TemplateError) -> Value {
        var dict = Dict(minimumCapacity: items.count)
        var holds = false
        for (key, value) in items {
            let name = try key.defined(frame)
            do throws(ValueError) { try name.checkHashable() } catch { throw frame.failure(error, key.place) }
            let value = try value.value(frame)
            holds = holds || value.mayHoldTemplates
            dict[name] = value
        }
        return .dict(ValueDict(dict, mayHoldTemplates: holds))
    }
}
