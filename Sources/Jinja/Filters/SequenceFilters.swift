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
            guard slices != 0 else { throw TemplateError(.zeroDivision, "integer division or modulo by zero") }
            guard slices > 0 else { return .list([]) }
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
            // A number that no count of items ever equals makes one batch of all; zero equals only the first.
            var batches: [Value] = [], batch: [Value] = []
            for item in try call.elements() {
                if .int(batch.count) == call[0] {
                    batches.append(.list(batch))
                    batch = []
                }
                batch.append(item)
            }
            if let fill = call.some(1), !batch.isEmpty, let size = call[0] {
                let isShort = try raising { () throws(ValueError) in
                    try Value.compare(.less, .int(batch.count), size)
                }
                if isShort {
                    let count = try size.index()
                    try raising { () throws(ValueError) in
                        try Value.checkLength(count, times: 16, of: "the list")
                    }
                    batch += Array(repeating: fill, count: count - batch.count)
                }
            }
            return .list(batch.isEmpty ? batches : batches + [.list(batch)])
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
    var object: (any ValueObject)? { if case .object(let object) = self { object } else { nil } }
}
