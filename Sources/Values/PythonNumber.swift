/// The texts that Python's `int()` and `float()` take.
enum PythonNumber {
    static func integer(_ text: String, base: Int) throws(ValueError) -> Value? {
        var (digits, isNegative) = signed(text)
        var base = base
        if digits.count >= 2, digits[0] == "0", let prefixed = prefixes[digits[1]],
            base == 0 || base == prefixed
        {
            base = prefixed
            digits.removeFirst(2)
            if digits.first == "_" { digits.removeFirst() }
        } else if base == 0 {
            guard digits.first != "0" || digits.allSatisfy({ $0 == "0" || $0 == "_" }) else { return nil }
            base = 10
        }
        guard let digits = withoutUnderscores(digits) else { return nil }
        return try value(digits, base: base, isNegative: isNegative)
    }

    private static let prefixes: [Unicode.Scalar: Int] = ["x": 16, "X": 16, "o": 8, "O": 8, "b": 2, "B": 2]

    private static func value(
        _ digits: [Unicode.Scalar], base: Int, isNegative: Bool
    ) throws(ValueError) -> Value? {
        var small = 0
        var big: BigInteger?
        for digit in digits {
            guard let n = digitValue(digit), n < base else { return nil }
            if let number = big {
                big = try number * BigInteger(base) + BigInteger(n)
                continue
            }
            let (product, overflow) = small.multipliedReportingOverflow(by: base)
            let (sum, carry) = product.addingReportingOverflow(n)
            if overflow || carry {
                if base == 10 { return try decimal(digits, isNegative: isNegative) }
                big = try BigInteger(small) * BigInteger(base) + BigInteger(n)
            } else {
                small = sum
            }
        }
        guard let big else { return .int(isNegative ? -small : small) }
        return Value(isNegative ? -big : big)
    }

    private static func decimal(_ digits: [Unicode.Scalar], isNegative: Bool) throws(ValueError) -> Value? {
        guard digits.count <= 4300 else {
            throw ValueError(
                .value,
                "Exceeds the limit (4300 digits) for integer string conversion: value has "
                    + "\(digits.count) digits; use sys.set_int_max_str_digits() to increase the limit")
        }
        let text = digits.map { String(digitValue($0) ?? 0) }.joined()
        return BigInteger(isNegative ? "-" + text : text).map { Value($0) }
    }

    private static func digitValue(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "0"..."9": return Int(scalar.value) - 48
        case "a"..."z": return Int(scalar.value) - 87
        case "A"..."Z": return Int(scalar.value) - 55
        default:
            guard scalar.properties.numericType == .decimal else { return nil }
            return scalar.properties.numericValue.map { Int($0) }
        }
    }

    static func float(_ text: String) -> Double? {
        let (digits, isNegative) = signed(text)
        guard let first = digits.first, first != "+", first != "-",
            let digits = isLetter(first) ? digits : withoutUnderscores(digits)
        else {
            return nil
        }
        var plain = ""
        for digit in digits {
            guard digit.isASCII || digitValue(digit) != nil else { return nil }
            plain += digit.isASCII ? String(digit) : String(digitValue(digit) ?? 0)
        }
        let magnitude: Double?
        switch plain.lowercased() {
        case "inf", "infinity": magnitude = .infinity
        case "nan": magnitude = .nan
        case let word:
            guard word.utf8.allSatisfy({ Array("0123456789.e+-".utf8).contains($0) }) else { return nil }
            magnitude = Double(word)
        }
        return magnitude.map { isNegative ? -$0 : $0 }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

    /// The text without surrounding white space and sign.
    private static func signed(_ text: String) -> (digits: [Unicode.Scalar], isNegative: Bool) {
        var scalars = Array(text.unicodeScalars)[...]
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        scalars = scalars.drop { $0.properties.isWhitespace }
        guard let sign = scalars.first, sign == "-" || sign == "+" else { return (Array(scalars), false) }
        return (Array(scalars.dropFirst()), sign == "-")
    }

    /// Underscores may stand only between digits; nil where one stands elsewhere or nothing is left.
    private static func withoutUnderscores(_ digits: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard !digits.isEmpty else { return nil }
        for (index, digit) in digits.enumerated() where digit == "_" {
            guard index > 0, index + 1 < digits.count,
                digitValue(digits[index - 1]) != nil, digitValue(digits[index + 1]) != nil
            else { return nil }
        }
        return digits.filter { $0 != "_" }
    }
}
