extension Value {
    /// `+` of strings, lists and tuples; nil where the left side is none of them.
    static func concatenate(_ a: Value, _ b: Value) throws(ValueError) -> Value? {
        switch (a, b) {
        case (.string(let x), .string(let y)): return .string(try joined(x, y))
        case (.list(let x), .list(let y)):
            try checkLength(x.items.count + y.items.count, times: 64, of: "the list")
            return .list(
                ValueList(x.items + y.items, mayHoldTemplates: x.mayHoldTemplates || y.mayHoldTemplates))
        case (.tuple(let x), .tuple(let y)): return .tuple(x.items + y.items)
        default: break
        }
        if let x = a.rawText, let y = b.rawText { return .string(try joined(x, y)) }
        switch a {
        case .string, .template, .list, .tuple:
            throw ValueError(
                .type, "can only concatenate \(a.typeName) (not \"\(b.typeName)\") to \(a.typeName)")
        default: return nil
        }
    }

    private static func joined(_ a: String, _ b: String) throws(ValueError) -> String {
        try checkLength(a.utf8.count + b.utf8.count, of: "the text")
        return a + b
    }

    /// `*` of a sequence and an integer, either way round; nil where neither side is a sequence.
    static func `repeat`(_ a: Value, _ b: Value) throws(ValueError) -> Value? {
        guard a.isRepeatable || b.isRepeatable else { return nil }
        let (sequence, times) = a.isRepeatable ? (a, b) : (b, a)
        guard let times = times.integer else {
            throw ValueError(.type, "can't multiply sequence by non-int of type '\(times.typeName)'")
        }
        let count = max(0, times)
        switch sequence {
        case .list(let list):
            return .list(
                ValueList(try repeated(list.items, count), mayHoldTemplates: list.mayHoldTemplates))
        case .tuple(let tuple): return .tuple(try repeated(tuple.items, count))
        default:
            let text = sequence.rawText ?? ""
            try checkLength(text.utf8.count, times: count, of: "repeated sequence")
            return .string(text.isEmpty ? "" : String(repeating: text, count: count))
        }
    }

    private var isRepeatable: Bool {
        switch self {
        case .string, .template, .list, .tuple: true
        default: false
        }
    }

    private static func repeated(_ items: [Value], _ count: Int) throws(ValueError) -> [Value] {
        try checkLength(items.count * 64, times: count, of: "repeated sequence")
        return Array(repeatElement(items, count: items.isEmpty ? 0 : count).joined())
    }
}
