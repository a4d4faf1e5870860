import Values

/// Python's format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
struct FormatSpecification {
    var fill: Unicode.Scalar = " "
    var align: Unicode.Scalar?
    /// nil where none was written, which means `-`.
    var sign: Unicode.Scalar?
    /// Whether what rounds to a negative zero loses its sign.
    var coercesZero = false
    var isAlternate = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    var type: Unicode.Scalar?

    /// `format(value, specification)`
    static func format(_ value: Value, _ specification: String) throws(TemplateError) -> String {
        if case .undefined(let undefined) = value { throw TemplateError(undefined) }
        if specification.isEmpty { return try raising { () throws(ValueError) in try value.string() } }
        switch value {
        case .string, .template:
            return try FormatSpecification(specification, "str").format(text: value.rawText ?? "")
        case .int, .bigInt, .bool:
            return try FormatSpecification(specification, value.typeName).format(integer: value)
        case .double(let x): return try FormatSpecification(specification, "float").format(x)
        case .object(let object) where object is ValueDate || object is ValueDateTime || object is TimeOfDay:
            return value.shown(by: specification)
        default:
            throw TemplateError(.type, "unsupported format string passed to \(value.typeName).__format__")
        }
    }

    init(_ text: String, _ typeName: String) throws(TemplateError) {
        let scalars = Array(text.unicodeScalars)
        var index = 0
        func at(_ index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
        func isAlign(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { "<>=^".unicodeScalars.contains($0) } ?? false
        }
        let isFilled = isAlign(at(1))
        if isFilled {
            fill = scalars[0]
            align = scalars[1]
            index = 2
        } else if isAlign(at(0)) {
            align = scalars[0]
            index = 1
        }
        if let mark = at(index), "+- ".unicodeScalars.contains(mark) {
            sign = mark
            index += 1
        }
        if at(index) == "z" {
            coercesZero = true
            index += 1
        }
        if at(index) == "#" {
            isAlternate = true
            index += 1
        }
        if !isFilled, at(index) == "0" {
            fill = "0"
            if align == nil, typeName != "str" { align = "=" }
            index += 1
        }
        func number() throws(TemplateError) -> Int? {
            var digits = ""
            while let scalar = at(index), ("0"..."9").contains(scalar) {
                digits.unicodeScalars.append(scalar)
                index += 1
            }
            if digits.isEmpty { return nil }
            guard let number = Int(digits), number < 1 << 28 else {
                throw TemplateError(.value, "Too many decimal digits in format string")
            }
            return number
        }
        width = try number() ?? 0
        guard width <= 1 << 24 else { throw TemplateError(.limit, "the formatted text is too long") }
        if let mark = at(index), mark == "," || mark == "_" {
            grouping = mark
            index += 1
            if let next = at(index), next == "," || next == "_", next == "," || next != mark {
                throw TemplateError(
                    .value,
                    next == mark ? "Cannot specify ',' with ','." : "Cannot specify both ',' and '_'.")
            }
        }
        if at(index) == "." {
            index += 1
            guard let digits = try number() else {
                throw TemplateError(.value, "Format specifier missing precision")
            }
            precision = digits
        }
        guard scalars.count - index <= 1 else {
            throw TemplateError(.value, "Invalid format specifier '\(text)' for object of type '\(typeName)'")
        }
        type = at(index)
        if let grouping, !allowsGrouping(typeName) {
            let shown = type.map { String($0) } ?? "s"
            throw TemplateError(.value, "Cannot specify '\(grouping)' with '\(shown)'.")
        }
    }

    private func allowsGrouping(_ typeName: String) -> Bool {
        switch type {
        case nil: typeName != "str"
        case "d", "e", "E", "f", "F", "g", "G", "%": true
        case "b", "o", "x", "X": grouping == "_"
        default: false
        }
    }

    private func unknownType(_ typeName: String) -> TemplateError {
        TemplateError(
            .value, "Unknown format code '\(type.map { String($0) } ?? "")' for object of type '\(typeName)'")
    }

    func format(text: String) throws(TemplateError) -> String {
        guard type == nil || type == "s" else { throw unknownType("str") }
        if let sign {
            throw TemplateError(
                .value, "\(sign == " " ? "Space" : "Sign") not allowed in string format specifier")
        }
        if coercesZero {
            throw TemplateError(.value, "Negative zero coercion (z) not allowed in string format specifier")
        }
        if isAlternate {
            throw TemplateError(.value, "Alternate form (#) not allowed in string format specifier")
        }
        if align == "=" {
            throw TemplateError(.value, "'=' alignment not allowed in string format specifier")
        }
        let shown = precision.map { String(text.unicodeScalars.prefix($0)) } ?? text
        return padded("", shown, standard: "<")
    }

    func format(integer value: Value) throws(TemplateError) -> String {
        switch type {
        case "e", "E", "f", "F", "g", "G", "%":
            guard case .double(let x) = try raising({ () throws(ValueError) in try value.convertedToFloat() })
            else {
                return ""
            }
            return try format(x)
        case nil, "b", "c", "d", "n", "o", "x", "X": break
        default: throw unknownType(value.typeName)
        }
        if precision != nil {
            throw TemplateError(.value, "Precision not allowed in integer format specifier")
        }
        if coercesZero {
            throw TemplateError(.value, "Negative zero coercion (z) not allowed in integer format specifier")
        }
        guard let number = value.bigInteger else { return "" }
        if type == "c" {
            if sign != nil || isAlternate {
                let what = sign != nil ? "Sign" : "Alternate form (#)"
                throw TemplateError(.value, "\(what) not allowed with integer format specifier 'c'")
            }
            guard let small = number.small else {
                throw TemplateError(.overflow, "Python int too large to convert to C long")
            }
            guard let scalar = UInt32(exactly: small).flatMap(Unicode.Scalar.init) else {
                throw TemplateError(.overflow, "%c arg not in range(0x110000)")
            }
            return padded("", String(scalar), standard: ">")
        }
        var digits: String
        var prefix = ""
        switch type {
        case nil, "d", "n": digits = try raising { () throws(ValueError) in try number.decimal() }
        case "b":
            digits = number.hexadecimal.map { digit in
                let bits = String(digit.hexDigitValue ?? 0, radix: 2)
                return String(repeating: "0", count: 4 - bits.utf8.count) + bits
            }.joined()
            digits = String(digits.drop { $0 == "0" })
            if digits.isEmpty { digits = "0" }
            prefix = "0b"
        case "o": (digits, prefix) = (number.octal, "0o")
        case "x": (digits, prefix) = (number.hexadecimal.lowercased(), "0x")
        default: (digits, prefix) = (number.hexadecimal, "0X")
        }
        if digits.utf8.first == UInt8(ascii: "-") { digits.removeFirst() }
        let size = type == nil || type == "d" || type == "n" ? 3 : 4
        let mark = signMark(isNegative: number.isNegative) + (isAlternate ? prefix : "")
        return laidOut(mark, digits, "", groupSize: size)
    }

    func format(_ x: Double) throws(TemplateError) -> String {
        let magnitude = x.magnitude
        var body: String
        switch type {
        case nil where precision == nil:
            body = magnitude.representation
            if isAlternate, !body.contains("."), let exponent = body.firstIndex(of: "e") {
                body.insert(".", at: exponent)
            }
        case nil: body = general(magnitude)
        case "%":
            body = (magnitude * 100).formatted("f", precision: precision ?? 6, keepsPoint: isAlternate) + "%"
        case "e", "E", "f", "F", "g", "G":
            let letter = type ?? "f"
            let digits = letter.properties.lowercaseMapping == "g" ? max(precision ?? 6, 1) : precision ?? 6
            body = magnitude.formatted(letter, precision: digits, keepsPoint: isAlternate)
        case "n": body = magnitude.formatted("g", precision: max(precision ?? 6, 1), keepsPoint: isAlternate)
        default: throw unknownType("float")
        }
        let isZero =
            body.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
            .allSatisfy { !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) } && x.isFinite
        let isNegative = x.sign == .minus && !x.isNaN && !(coercesZero && isZero)
        let end = body.firstIndex { !$0.isNumber } ?? body.endIndex
        return laidOut(
            signMark(isNegative: isNegative), String(body[..<end]), String(body[end...]), groupSize: 3)
    }

    /// Like `g`, but with at least one digit behind the point, and with an exponent one digit earlier.
    private func general(_ magnitude: Double) -> String {
        let digits = max(precision ?? 1, 1)
        guard magnitude.isFinite else { return magnitude.formatted("g", precision: digits) }
        let scientific = magnitude.formatted("e", precision: digits - 1, keepsPoint: isAlternate)
        let parts = scientific.split(separator: "e")
        if Int(parts[1]) == digits - 1 {
            if isAlternate || !parts[0].contains(".") { return scientific }
            let head = parts[0].reversed().drop { $0 == "0" }.drop { $0 == "." }
            return String(head.reversed()) + "e" + parts[1]
        }
        let body = magnitude.formatted("g", precision: digits, keepsPoint: isAlternate)
        return body.contains(".") || body.contains("e") ? body : body + ".0"
    }

    private func signMark(isNegative: Bool) -> String {
        if isNegative { return "-" }
        return sign.map { $0 == "-" ? "" : String($0) } ?? ""
    }

    /// A number of its parts, its digits grouped and padded.
    private func laidOut(_ mark: String, _ digits: String, _ rest: String, groupSize: Int) -> String {
        var digits = digits
        let isZeroPadded = fill == "0" && align == "="
        if let grouping, !digits.isEmpty {
            if isZeroPadded {
                // As many digits as fill the width together with their marks; a mark never comes first.
                let room = width - mark.utf8.count - rest.utf8.count
                var count = max(1, digits.utf8.count)
                while count + (count - 1) / groupSize < room { count += 1 }
                digits = String(repeating: "0", count: count - digits.utf8.count) + digits
            }
            digits = Self.grouped(digits, String(grouping), groupSize)
        }
        return padded(mark, digits + rest, standard: ">")
    }

    private static func grouped(_ digits: String, _ mark: String, _ size: Int) -> String {
        var result = ""
        let count = digits.utf8.count
        for (index, digit) in digits.enumerated() {
            if index > 0, (count - index) % size == 0 { result += mark }
            result.append(digit)
        }
        return result
    }

    private func padded(_ mark: String, _ body: String, standard: Unicode.Scalar) -> String {
        let missing = width - mark.codePointCount - body.codePointCount
        guard missing > 0 else { return mark + body }
        func padding(_ count: Int) -> String { String(repeating: String(fill), count: count) }
        switch align ?? standard {
        case "<": return mark + body + padding(missing)
        case "^": return padding(missing / 2) + mark + body + padding(missing - missing / 2)
        case "=": return mark + padding(missing) + body
        default: return padding(missing) + mark + body
        }
    }
}
