import Values

/// Reading the records that a store keeps, which are JSON.
extension Value {
    subscript(name: String) -> Value? { if case .dict(let dict) = self { dict.items[.string(name)] } else { nil } }
    var items: [Value] { if case .list(let list) = self { list.items } else { [] } }
    var number: Int? { if case .int(let number) = self { number } else { nil } }
    var truth: Bool? { if case .bool(let truth) = self { truth } else { nil } }

    var pairs: [(String, Value)] {
        guard case .dict(let dict) = self else { return [] }
        return dict.items.compactMap { key, value in key.text.map { ($0, value) } }
    }
}

/// A dictionary as a record, in the order of its keys.
func record<Element>(_ items: [String: Element], _ transform: (Element) -> String) -> Value {
    .dict(
        Dict(
            uniqueKeysWithValues: items.sorted { $0.key < $1.key }.map {
                (.string($0.key), .string(transform($0.value)))
            }))
}
