import Testing
import Values

/// What Python makes of the same values, case by case.
@Suite struct OracleTests {
    private func check(_ name: String, _ run: (Dict) throws -> Value) throws {
        var differences: [String] = []
        let cases = try Cases.load(name)
        #expect(cases.count > 10)
        for item in cases {
            if let difference = try Cases.difference(item["outcome"], { try run(item) }) {
                var shown = item
                shown["outcome"] = nil
                differences.append("\(try Value.dict(shown).representation().prefix(200)): \(difference)")
            }
        }
        #expect(
            differences.isEmpty,
            "\(differences.count) of \(cases.count):\n\(differences.prefix(25).joined(separator: "\n"))")
    }

    private func value(_ item: Dict, _ key: Value = "a") throws -> Value { try Cases.untag(item[key] ?? .none) }

    @Test func binaryOperators() throws {
        try check("binary") { item in
            let a = try value(item)
            let b = try value(item, "b")
            let name = item["operator"]?.text ?? ""
            if let operation = ComparisonOperator(rawValue: name) { return .bool(try Value.compare(operation, a, b)) }
            switch name {
            case "==": return .bool(a == b)
            case "in": return .bool(try b.contains(a))
            case "**": return try Value.apply(.power, a, b)
            default: return try Value.apply(try #require(ArithmeticOperator(rawValue: name)), a, b)
            }
        }
    }

    @Test func unaryFunctions() throws {
        try check("unary") { item in
            let a = try value(item)
            switch item["function"]?.text {
            case "str": return .string(try a.string())
            case "repr": return .string(try a.representation())
            case "bool": return .bool(a.truth)
            case "len": return .int(try a.count())
            case "list": return .list(try a.elements())
            case "neg": return try a.negated()
            case "pos": return try a.unaryPlus()
            case "int": return try a.convertedToInt()
            case "float": return try a.convertedToFloat()
            case "type": return .string(a.typeName)
            case "copy": return try a.deepCopy()
            default:
                try a.checkHashable()
                return true
            }
        }
    }

    @Test func numbersInText() throws {
        try check("numbers") { item in
            let text = item["text"] ?? ""
            let base = try #require(item["base"])
            if item["function"] == "float" { return try text.convertedToFloat() }
            guard case .int(let base) = base else { return .none }
            return try Value.integer(parsing: text.text ?? "", base: base)
        }
    }

    @Test func subscripts() throws {
        try check("subscripts") { item in
            let a = try value(item)
            guard let slice = try item["slice"].map({ try $0.elements() }) else {
                return try a.item(value(item, "key"))
            }
            let bounds = try slice.map(Cases.untag)
            return try a.slice(bounds[0], bounds[1], bounds[2])
        }
    }

    @Test func sorting() throws {
        try check("sorting") { item in
            .list(try value(item).elements().sortedAsPython(reverse: item["reverse"] == true))
        }
    }

    @Test func parsingJSON() throws {
        try check("json-parse") { item in try JSON.parse(item["text"]?.text ?? "") }
    }

    @Test func writingJSON() throws {
        try check("json-write") { item in
            let options = item["options"]?.mapping ?? [:]
            let separators = try options["separators"]?.elements().map { $0.text ?? "" }
            var indent: String?
            switch options["indent"] {
            case .some(.int(let count)): indent = String(repeating: " ", count: count)
            case .some(.string(let text)): indent = text
            default: break
            }
            return .string(
                try JSON.text(
                    value(item),
                    JSONOptions(
                        indent: indent, sortKeys: options["sort_keys"]?.truth ?? false,
                        itemSeparator: separators?[0], keySeparator: separators?[1] ?? ": ",
                        ensureASCII: options["ensure_ascii"]?.truth ?? true)))
        }
    }

    @Test func percentFormatting() throws {
        try check("percent") { item in try Value.apply(.modulo, item["format"] ?? "", value(item, "operand")) }
    }

    @Test func base64() throws {
        for item in try Cases.load("base64") {
            if let bytes = try item["bytes"]?.elements() {
                let data = bytes.compactMap { if case .int(let n) = $0 { UInt8(n) } else { nil } }
                #expect(Base64.encode(data) == item["text"]?.text)
                #expect(try Base64.decode(item["text"]?.text ?? "") == data)
            } else {
                let difference = try Cases.difference(item["outcome"]) {
                    let scalars = try Base64.decode(item["text"]?.text ?? "").map { String(Unicode.Scalar($0)) }
                    return .string(scalars.joined())
                }
                #expect(difference == nil, "\(item["text"]?.text ?? "")")
            }
        }
    }
}
