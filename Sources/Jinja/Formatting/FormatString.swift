import Values

/// Python's `str.format()`: replacement fields with attributes, items, conversions and specifications.
struct FormatString {
    private let scalars: [Unicode.Scalar]
    private let context: EvaluationContext
    private let positional: [Value]
    private let named: (String) throws(TemplateError) -> Value
    private var index = 0
    /// The next automatic number; nil once numbers were written by hand.
    private var automatic: Int? = 0
    private var usedAutomatic = false

    init(
        _ text: String, _ context: EvaluationContext, _ positional: [Value],
        named: @escaping (String) throws(TemplateError) -> Value
    ) {
        scalars = Array(text.unicodeScalars)
        self.context = context
        self.positional = positional
        self.named = named
    }

    mutating func formatted() throws(TemplateError) -> String { try formatted(depth: 0, untilBrace: false) }

    private mutating func formatted(depth: Int, untilBrace: Bool) throws(TemplateError) -> String {
        guard depth < 2 else { throw TemplateError(.value, "Max string recursion exceeded") }
        var result = String.UnicodeScalarView()
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "{" {
                index += 1
                if !untilBrace, index < scalars.count, scalars[index] == "{" {
                    result.append("{")
                    index += 1
                    continue
                }
                result.append(contentsOf: try field(depth: depth).unicodeScalars)
            } else if scalar == "}" {
                if untilBrace { return String(result) }
                guard index + 1 < scalars.count, scalars[index + 1] == "}" else {
                    throw TemplateError(.value, "Single '}' encountered in format string")
                }
                result.append("}")
                index += 2
            } else {
                result.append(scalar)
                index += 1
            }
        }
        if untilBrace { throw TemplateError(.value, "expected '}' before end of string") }
        return String(result)
    }

    /// The field whose brace was just passed.
    private mutating func field(depth: Int) throws(TemplateError) -> String {
        guard index < scalars.count else {
            throw TemplateError(.value, "Single '{' encountered in format string")
        }
        var name = String.UnicodeScalarView()
        var brackets = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "[" { brackets += 1 }
            if scalar == "]", brackets > 0 { brackets -= 1 }
            if brackets == 0, scalar == "!" || scalar == ":" || scalar == "}" { break }
            if scalar == "{" { throw TemplateError(.value, "unexpected '{' in field name") }
            name.append(scalar)
            index += 1
        }
        var conversion: Unicode.Scalar?
        if index < scalars.count, scalars[index] == "!" {
            guard index + 1 < scalars.count else {
                throw TemplateError(.value, "end of string while looking for conversion specifier")
            }
            conversion = scalars[index + 1]
            index += 2
            guard index < scalars.count, scalars[index] == ":" || scalars[index] == "}" else {
                throw TemplateError(.value, "expected ':' after conversion specifier")
            }
        }
        let target = try value(of: String(name))
        var specification = ""
        if index < scalars.count, scalars[index] == ":" {
            index += 1
            specification = try formatted(depth: depth + 1, untilBrace: true)
        }
        guard index < scalars.count, scalars[index] == "}" else {
            throw TemplateError(.value, "expected '}' before end of string")
        }
        index += 1
        return try FormatSpecification.format(try converted(target, conversion), specification)
    }

    private func converted(_ value: Value, _ conversion: Unicode.Scalar?) throws(TemplateError) -> Value {
        switch conversion {
        case nil: return value
        case "s": return .string(try raising { () throws(ValueError) in try value.string() })
        case "r", "a":
            let text = try raising { () throws(ValueError) in try value.representation() }
            return .string(conversion == "r" ? text : text.asciiEscaped)
        case let other?:
            throw TemplateError(.value, "Unknown conversion specifier \(other)")
        }
    }

    /// The value that `first.attribute[item]` names.
    private mutating func value(of name: String) throws(TemplateError) -> Value {
        let scalars = Array(name.unicodeScalars)
        var place = 0
        while place < scalars.count, scalars[place] != ".", scalars[place] != "[" { place += 1 }
        var value = try first(text(scalars[..<place]))
        while place < scalars.count {
            if scalars[place] == "." {
                let start = place + 1
                place = start
                while place < scalars.count, scalars[place] != ".", scalars[place] != "[" { place += 1 }
                value = try attribute(text(scalars[start..<place]), of: value)
            } else if scalars[place] == "[" {
                guard let end = scalars[place...].firstIndex(of: "]") else {
                    throw TemplateError(.value, "Missing ']' in format string")
                }
                let key = text(scalars[(place + 1)..<end])
                guard !key.isEmpty else { throw TemplateError(.value, "Empty attribute in format string") }
                let item = FormatString.number(key).map { Value.int($0) } ?? .string(key)
                value = context.touched(
                    try raising { () throws(ValueError) in try value.item(item) })
                place = end + 1
            } else {
                throw TemplateError(.value, "Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        if case .undefined(let undefined) = value { throw TemplateError(undefined) }
        return value
    }

    private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The number that a text of nothing but digits means.
    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    private mutating func first(_ name: String) throws(TemplateError) -> Value {
        var number = FormatString.number(name)
        if name.isEmpty {
            guard let next = automatic else {
                throw TemplateError(
                    .value, "cannot switch from manual field specification to automatic field numbering")
            }
            number = next
            automatic = next + 1
            usedAutomatic = true
        } else if number != nil {
            guard !usedAutomatic else {
                throw TemplateError(
                    .value, "cannot switch from automatic field numbering to manual field specification")
            }
            automatic = nil
        }
        guard let number else { return try named(name) }
        guard positional.indices.contains(number) else {
            throw TemplateError(
                .index, "Replacement index \(number) out of range for positional args tuple")
        }
        return positional[number]
    }

    private func attribute(_ name: String, of value: Value) throws(TemplateError) -> Value {
        guard !name.isEmpty else { throw TemplateError(.value, "Empty attribute in format string") }
        let found = try raising { () throws(ValueError) in
            try value.attribute(name, MethodSet.all[name], context)
        }
        guard let found else {
            throw TemplateError(.attribute, "'\(value.typeName)' object has no attribute '\(name)'")
        }
        return found
    }
}

extension String {
    /// Python's `ascii()` of a text that is a representation already.
    var asciiEscaped: String {
        unicodeScalars.map { scalar in
            if scalar.isASCII { return String(scalar) }
            let digits = String(scalar.value, radix: 16)
            let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
            return "\\\(mark)\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
        }.joined()
    }
}
