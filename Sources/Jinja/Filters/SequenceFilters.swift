import Values

/// Filters that take sequences apart and make others of them.
enum SequenceFilters {
    static let table = Dictionary(uniqueKeysWithValues: [
        FilterCall.filter("length") { (call) throws(TemplateError) in
            .int(try raising { () throws(ValueError) in try call.input.count() })
        },
        FilterCall.filter("list") { (call) throws(TemplateError) in .list(try call.elements()) },
        FilterCall.filter("first") { (call) throws(TemplateError) in
            if case .list(let list) = call.input, let first = list.items.first { return first }
            return try call.elements().first ?? empty("first")
        },
        FilterCall.filter("last") { (call) throws(TemplateError) in
            if case .list(let list) = call.input, let last = list.items.last { return last }
            guard let items = try? call.input.elements() else {
                throw TemplateError(.type, "'\(call.input.typeName)' object is not reversible")
            }
            return items.last ?? empty("last")
        },
        FilterCall.filter("random") { (call) throws(TemplateError) in
            if let range = call.input.object as? RangeObject, let count = try? range.count(), count > 0 {
                return try raising { () throws(ValueError) in
                    try range.item(.int(.random(in: 0..<count))) ?? .none
                }
            }
            _ = try raising { () throws(ValueError) in try call.input.count() }
            return try call.elements().randomElement() ?? empty("random")
        },
        FilterCall.filter("reverse") { (call) throws(TemplateError) in
            if let text = call.input.rawText {
                return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
            }
            guard let items = try? call.input.elements() else {
                throw TemplateError(.type, "argument must be iterable")
            }
            return .list(items.reversed())
        },
        FilterCall.filter("join", ["d", "attribute"]) { (call) throws(TemplateError) in
            let separator =
                try call[0].map { (value) throws(TemplateError) in
                    try raising { () throws(ValueError) in try value.string() }
                } ?? ""
            let path = AttributePath(call.some(1))
            var text = ""
            for (index, item) in try call.elements().enumerated() {
                if index > 0 { text += separator }
                let item = path.isEmpty ? item : path.value(in: item, call.context)
                if case .undefined(let undefined) = item { throw TemplateError(undefined) }
                text += try raising { () throws(ValueError) in
                    try Value.checkLength(text.utf8.count, of: "the text")
                    return try item.string()
                }
            }
            return .string(text)
        },
        FilterCall.filter("slice", ["slices", "fill_with"], required: 1) { (call) throws(TemplateError) in
            let items = try call.elements()
            let slices = try call.integer(0) ?? 0
            guard slices >= 0 else { return .list([]) }
            guard slices > 0 else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
            try raising { () throws(ValueError) in try Value.checkLength(slices, times: 64, of: "the list") }
            let size = items.count / slices
            let extra = items.count % slices
            var offset = 0
            return .list(
                (0..<slices).map { index in
                    let start = offset + index * size
                    if index < extra { offset += 1 }
                    var part = Array(items[start..<(offset + (index + 1) * size)])
                    if let fill = call.some(1), index >= extra { part.append(fill) }
                    return .list(part)
                })
        },
        FilterCall.filter("batch", ["linecount", "fill_with"], required: 1) { (call) throws(TemplateError) in
            let items = try call.elements()
            // What is no number of items is never reached: everything is one batch, for 0 behind an empty one.
            let wanted = call[0] ?? .none
            guard !items.isEmpty, let count = wanted.wholeCount, count > 0 else {
                return .list(items.isEmpty ? [] : (wanted == 0 ? [.list([])] : []) + [.list(items)])
            }
            if call.some(1) != nil {
                try raising { () throws(ValueError) in try Value.checkLength(count, times: 16, of: "the list") }
            }
            return .list(
                stride(from: 0, to: items.count, by: count).map { start in
                    var part = Array(items[start...].prefix(count))
                    if let fill = call.some(1), part.count < count {
                        part += Array(repeating: fill, count: count - part.count)
                    }
                    return .list(part)
                })
        },
        FilterCall.filter("items") { (call) throws(TemplateError) in
            guard call.input.isMapping else {
                throw TemplateError(.type, "Can only get item pairs from a mapping.")
            }
            return .list(try DictMethods.pairs(of: call.input).map { .tuple([$0.0, $0.1]) })
        },
        FilterCall.filter("sum", ["attribute", "start"]) { (call) throws(TemplateError) in
            let path = AttributePath(call.some(0))
            var sum = call[1] ?? 0
            if sum.rawText != nil {
                throw TemplateError(.type, "sum() can't sum strings [use ''.join(seq) instead]")
            }
            for item in try call.elements() {
                let value = path.value(in: item, call.context)
                sum = try raising { () throws(ValueError) in try Value.apply(.add, sum, value) }
            }
            return sum
        },
    ])

    static func empty(_ name: String) -> Value {
        .undefined(Undefined(message: "No \(name) item, sequence was empty.", name: name))
    }
}

extension Value {
    /// The count that equals it, for `==` of a count with the value; nil where none does.
    fileprivate var wholeCount: Int? {
        switch self {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    var object: (any ValueObject)? { if case .object(let object) = self { object } else { nil } }
}
