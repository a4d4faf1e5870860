/// What a plain scalar is by PyYAML's reading of YAML 1.1.
enum ScalarResolver {
    enum Kind: String {
        case text = "str", null, bool, int, float, timestamp, merge, value
    }

    private static let words: [String: Kind] = {
        var words: [String: Kind] = ["": .null, "~": .null, "<<": .merge, "=": .value]
        for word in ["null", "yes", "no", "true", "false", "on", "off"] {
            for form in [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased()] {
                words[form] = word == "null" ? .null : .bool
            }
        }
        return words
    }()

    static func kind(of text: String) -> Kind {
        if text.utf8.count <= 5, let kind = words[text] { return kind }
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): break
        default: return .text
        }
        let bytes = Array(text.utf8)
        if isFloat(bytes[...]) { return .float }
        if isInteger(bytes) { return .int }
        return Timestamp(bytes) == nil ? .text : .timestamp
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isDigitOrUnderscore(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: "_") }

    private static func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }

    private static func isInteger(_ bytes: [UInt8]) -> Bool {
        let digits = isSign(bytes.first) ? bytes.dropFirst() : bytes[...]
        guard let first = digits.first, isDigit(first) else { return false }
        let rest = digits.dropFirst()
        guard first == UInt8(ascii: "0") else {
            let tail = rest.drop(while: isDigitOrUnderscore)
            return tail.isEmpty || isSexagesimal(tail) { $0.isEmpty }
        }
        switch rest.first {
        case nil: return true
        case UInt8(ascii: "b"):
            return rest.count > 1 && rest.dropFirst().allSatisfy { $0 == 48 || $0 == 49 || $0 == UInt8(ascii: "_") }
        case UInt8(ascii: "x"):
            return rest.count > 1
                && rest.dropFirst().allSatisfy {
                    $0 == UInt8(ascii: "_") || Unicode.Scalar($0).properties.isASCIIHexDigit
                }
        default: return rest.allSatisfy { isDigitOrUnderscore($0) && $0 < UInt8(ascii: "8") || $0 == UInt8(ascii: "_") }
        }
    }

    /// One or more of `:dd` with dd up to 59, then what `end` takes.
    private static func isSexagesimal(_ text: ArraySlice<UInt8>, end: (ArraySlice<UInt8>) -> Bool) -> Bool {
        var rest = text
        var count = 0
        while rest.first == UInt8(ascii: ":") {
            let digits = rest.dropFirst().prefix(2).prefix(while: isDigit)
            guard let first = digits.first, digits.count == 1 || first < UInt8(ascii: "6") else { return false }
            rest = rest.dropFirst(1 + digits.count)
            count += 1
        }
        return count > 0 && end(rest)
    }

    private static func isFloat(_ bytes: ArraySlice<UInt8>) -> Bool {
        let hasSign = isSign(bytes.first)
        let number = hasSign ? bytes.dropFirst() : bytes
        guard let first = number.first else { return false }
        if first == UInt8(ascii: ".") {
            let word = String(decoding: number, as: UTF8.self)
            if [".inf", ".Inf", ".INF"].contains(word) { return true }
            if hasSign { return false }
            if [".nan", ".NaN", ".NAN"].contains(word) { return true }
            guard let digit = number.dropFirst().first, isDigit(digit) else { return false }
            return isExponent(number.dropFirst().drop(while: isDigitOrUnderscore))
        }
        guard isDigit(first) else { return false }
        let tail = number.drop(while: isDigitOrUnderscore)
        if tail.first == UInt8(ascii: ".") { return isExponent(tail.dropFirst().drop(while: isDigitOrUnderscore)) }
        return isSexagesimal(tail) { rest in
            rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(isDigitOrUnderscore)
        }
    }

    /// Nothing, or an exponent with its sign: without one PyYAML takes the whole for text.
    private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
        guard let mark = text.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e"), isSign(text.dropFirst().first) else { return false }
        let digits = text.dropFirst(2)
        return !digits.isEmpty && digits.allSatisfy(isDigit)
    }
}
