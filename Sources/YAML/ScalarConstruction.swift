import Values

/// The values of scalars whose kind is known.
enum ScalarConstruction {
    static func bool(_ text: String) throws(ValueError) -> Bool {
        switch text.lowercased() {
        case "yes", "true", "on": return true
        case "no", "false", "off": return false
        default: throw ValueError(.key, text.lowercased().representation)
        }
    }

    static func integer(_ text: String) throws(ValueError) -> Value {
        if let number = plainNumber(text) { return .int(number) }
        var digits = String(text.filter { $0 != "_" })
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        let value: Value
        if digits == "0" {
            value = 0
        } else if digits.hasPrefix("0b") {
            value = try Value.integer(parsing: String(digits.dropFirst(2)), base: 2)
        } else if digits.hasPrefix("0x") {
            value = try Value.integer(parsing: String(digits.dropFirst(2)), base: 16)
        } else if digits.hasPrefix("0") {
            value = try Value.integer(parsing: digits, base: 8)
        } else if digits.contains(":") {
            value = try sexagesimal(digits) { (part) throws(ValueError) in try Value.integer(parsing: part, base: 10) }
        } else {
            value = try Value.integer(parsing: digits, base: 10)
        }
        return isNegative ? try value.negated() : value
    }

    /// What most numbers are: a few decimal digits without a sign, the first of them not zero.
    private static func plainNumber(_ text: String) -> Int? {
        let digits = text.utf8
        guard let first = digits.first, first != UInt8(ascii: "0"), digits.count < 19 else { return nil }
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }

    static func float(_ text: String) throws(ValueError) -> Double {
        var digits = String(text.filter { $0 != "_" }).lowercased()
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        let value: Value
        switch digits {
        case ".inf": value = .double(.infinity)
        case ".nan": value = .double(.nan)
        default:
            value = try sexagesimal(digits) { (part) throws(ValueError) in try Value.string(part).convertedToFloat() }
        }
        guard case .double(let magnitude) = value else { return 0 }
        return isNegative ? -magnitude : magnitude
    }

    /// `1:30` is 90: each part counts sixty times the next.
    private static func sexagesimal(
        _ text: String, _ part: (String) throws(ValueError) -> Value
    ) throws(ValueError) -> Value {
        var total: Value?
        for word in text.split(separator: ":", omittingEmptySubsequences: false) {
            let value = try part(String(word))
            guard let sum = total else {
                total = value
                continue
            }
            total = try Value.apply(.add, Value.apply(.multiply, sum, 60), value)
        }
        return total ?? 0
    }
}
