import Values

extension StringMethods {
    static let conversion: [String: Method] = [
        "format": { (context, target, arguments) throws(TemplateError) in
            var format = FormatString(target.rawText ?? "", context, arguments.positional) {
                (name) throws(TemplateError) in
                guard let found = arguments.keywords.first(where: { $0.name == name }) else {
                    throw TemplateError(.key, name.representation)
                }
                return found.value
            }
            return .string(try format.formatted())
        },
        "format_map": { (context, target, arguments) throws(TemplateError) in
            try arguments.check("str.format_map", 1...1)
            let mapping = arguments.positional[0]
            var format = FormatString(target.rawText ?? "", context, []) { (name) throws(TemplateError) in
                try raising { () throws(ValueError) in try mapping.item(.string(name)) }
            }
            return .string(try format.formatted())
        },
        "encode": { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("encode", ["encoding", "errors"])
            return .object(
                ValueBytes(
                    try TextEncoding(bound[0]).encode(
                        target.rawText ?? "", errors: bound[1]?.rawText ?? "strict")))
        },
        "translate": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("str.translate", 1...1)
            var result = ""
            for scalar in (target.rawText ?? "").unicodeScalars {
                switch try? arguments.positional[0].item(.int(Int(scalar.value))) {
                case .none?: break
                case .int(let code)?:
                    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                        throw TemplateError(.value, "character mapping must be in range(0x110000)")
                    }
                    result.unicodeScalars.append(scalar)
                case let value?:
                    guard let text = value.rawText else {
                        throw TemplateError(.type, "character mapping must return integer, None or str")
                    }
                    result += text
                case nil: result.unicodeScalars.append(scalar)
                }
            }
            return .string(result)
        },
        "maketrans": { (_, _, arguments) throws(TemplateError) in
            try arguments.check("maketrans", 1...3)
            if arguments.positional.count == 1 { return try table(of: arguments.positional[0]) }
            let from = Array(try arguments.text(0, of: "maketrans").unicodeScalars)
            let to = Array(try arguments.text(1, of: "maketrans").unicodeScalars)
            guard from.count == to.count else {
                throw TemplateError(.value, "the first two maketrans arguments must have equal length")
            }
            var table = Dict()
            for (a, b) in zip(from, to) { table[.int(Int(a.value))] = .int(Int(b.value)) }
            if arguments.positional.count > 2 {
                for scalar in try arguments.text(2, of: "maketrans").unicodeScalars {
                    table[.int(Int(scalar.value))] = Value.none
                }
            }
            return .dict(table)
        },
    ]

    private static func table(of value: Value) throws(TemplateError) -> Value {
        guard case .dict(let dict) = value else {
            throw TemplateError(.type, "if you give only one argument to maketrans it must be a dict")
        }
        var table = Dict()
        for (key, value) in dict.items {
            if let text = key.rawText {
                guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
                    throw TemplateError(.value, "string keys in translate table must be of length 1")
                }
                table[.int(Int(scalar.value))] = value
            } else {
                table[key] = value
            }
        }
        return .dict(table)
    }
}
