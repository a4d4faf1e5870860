import Values

#if canImport(Glibc)
    import Glibc
#endif

/// The methods and attributes of Python's numbers.
enum NumberMethods {
    static let properties: [String: @Sendable (Value) -> Value?] = [
        "real": { $0.isNumber ? $0.unsigned : nil },
        "imag": { value in value.isNumber ? (value.isFloat ? .double(0) : .int(0)) : nil },
        "numerator": { $0.isNumber && !$0.isFloat ? $0.unsigned : nil },
        "denominator": { $0.isNumber && !$0.isFloat ? .int(1) : nil },
    ]

    static let integers: [String: Method] = [
        "bit_length": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("int.bit_length", 0...0)
            return .int(target.bigInteger?.bitCount ?? 0)
        },
        "bit_count": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("int.bit_count", 0...0)
            let digits = target.bigInteger?.hexadecimal ?? ""
            return .int(digits.reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) })
        },
        "conjugate": { (_, target, _) throws(TemplateError) in target.unsigned },
        "as_integer_ratio": { (_, target, _) throws(TemplateError) in .tuple([target.unsigned, 1]) },
        "from_bytes": { (_, _, arguments) throws(TemplateError) in try fromBytes(arguments) },
        "to_bytes": { (_, target, arguments) throws(TemplateError) in try bytes(target, arguments) },
        "__and__": bitwise("&") { $0 & $1 },
        "__or__": bitwise("|") { $0 | $1 },
        "__xor__": bitwise("^") { $0 ^ $1 },
        "__lshift__": { (_, target, arguments) throws(TemplateError) in
            let count = try shiftCount(arguments)
            guard count < 1 << 20 else { throw TemplateError(.limit, "the shifted number is too long") }
            return try raising { () throws(ValueError) in
                try Value.apply(.multiply, target, Value.apply(.power, 2, .int(count)))
            }
        },
        "__rshift__": { (_, target, arguments) throws(TemplateError) in
            let count = min(try shiftCount(arguments), 1 << 20)
            return try raising { () throws(ValueError) in
                try Value.apply(.floorDivide, target, Value.apply(.power, 2, .int(count)))
            }
        },
    ]

    private static func shiftCount(_ arguments: CallArguments) throws(TemplateError) -> Int {
        try arguments.check("shift", 1...1)
        let count = try arguments.positional[0].index()
        guard count >= 0 else { throw TemplateError(.value, "negative shift count") }
        return count
    }

    private static func bitwise(
        _ sign: String, _ body: @escaping @Sendable (Int, Int) -> Int
    ) -> Method {
        { (_, target, arguments) throws(TemplateError) in
            try arguments.check("expected", 1...1)
            return .int(body(try target.index(), try arguments.positional[0].index()))
        }
    }

    private static func bytes(_ target: Value, _ arguments: CallArguments) throws(TemplateError) -> Value {
        let bound = try arguments.bind("to_bytes", ["length", "byteorder", "signed"])
        let length = try bound[0].map { (value) throws(TemplateError) in try value.index() } ?? 1
        let order = bound[1]?.rawText ?? "big"
        guard order == "big" || order == "little" else {
            throw TemplateError(.value, "byteorder must be either 'little' or 'big'")
        }
        guard length >= 0 else { throw TemplateError(.value, "length argument must be non-negative") }
        guard length < 1 << 20 else { throw TemplateError(.limit, "the number of bytes is too high") }
        guard let number = target.bigInteger else { return .none }
        let isSigned = bound[2]?.truth ?? false
        guard !number.isNegative || isSigned else {
            throw TemplateError(.overflow, "can't convert negative int to unsigned")
        }
        let bits = number.isNegative ? try sum(number, 1).bitCount : number.bitCount
        guard number.isZero || bits + (isSigned ? 1 : 0) <= length * 8 else {
            throw TemplateError(.overflow, "int too big to convert")
        }
        // The two's complement of what is below zero.
        let whole = number.isNegative ? try sum(number, power(length * 8)) : number
        let digits = whole.isZero ? "" : whole.hexadecimal
        let padded = String(repeating: "0", count: max(0, length * 2 - digits.utf8.count)) + digits
        var bytes: [UInt8] = []
        for (index, digit) in padded.enumerated() {
            let value = UInt8(digit.hexDigitValue ?? 0)
            if index.isMultiple(of: 2) { bytes.append(value << 4) } else { bytes[bytes.count - 1] |= value }
        }
        if order == "little" { bytes.reverse() }
        return .object(ValueBytes(bytes))
    }

    private static func power(_ exponent: Int) throws(TemplateError) -> Value {
        try raising { () throws(ValueError) in try Value.apply(.power, 2, .int(exponent)) }
    }

    private static func sum(_ number: BigInteger, _ other: Value) throws(TemplateError) -> BigInteger {
        let sum = try raising { () throws(ValueError) in try Value.apply(.add, Value(number), other) }
        return sum.bigInteger ?? number
    }

    private static func fromBytes(_ arguments: CallArguments) throws(TemplateError) -> Value {
        let bound = try arguments.bind("from_bytes", ["bytes", "byteorder", "signed"])
        guard let source = bound[0] else {
            throw TemplateError(.type, "from_bytes() missing required argument 'bytes' (pos 1)")
        }
        let order = bound[1]?.rawText ?? "big"
        guard order == "big" || order == "little" else {
            throw TemplateError(.value, "byteorder must be either 'little' or 'big'")
        }
        guard source.rawText == nil, let items = try? source.elements() else {
            throw TemplateError(.type, "cannot convert '\(source.typeName)' object to bytes")
        }
        var digits = ""
        for item in order == "big" ? items : items.reversed() {
            let byte = try item.index()
            guard (0...255).contains(byte) else { throw TemplateError(.value, "bytes must be in range(0, 256)") }
            digits += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let number = BigInteger(digits, radix: 16) ?? BigInteger(0)
        guard bound[2]?.truth == true, number.bitCount == items.count * 8, !items.isEmpty else {
            return Value(number)
        }
        let limit = try power(items.count * 8)
        return try raising { () throws(ValueError) in try Value.apply(.subtract, Value(number), limit) }
    }

    static let floats: [String: Method] = [
        "is_integer": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("float.is_integer", 0...0)
            guard case .double(let x) = target else { return false }
            return .bool(x.isFinite && x == x.rounded())
        },
        "conjugate": { (_, target, _) throws(TemplateError) in target },
        "as_integer_ratio": { (_, target, _) throws(TemplateError) in
            guard case .double(let x) = target, x.isFinite else {
                let isNaN = if case .double(let x) = target { x.isNaN } else { false }
                throw TemplateError(
                    isNaN ? .value : .overflow,
                    "cannot convert \(isNaN ? "NaN" : "Infinity") to integer ratio")
            }
            // Scaling by powers of two is exact.
            var numerator = x, shift = 0
            while numerator != numerator.rounded() { (numerator, shift) = (numerator * 2, shift + 1) }
            let whole = try raising { () throws(ValueError) in try Value.double(numerator).convertedToInt() }
            return .tuple([whole, try power(shift)])
        },
        "fromhex": { (_, _, arguments) throws(TemplateError) in
            try arguments.check("float.fromhex", 1...1)
            return .double(try number(hexadecimal: arguments.text(0, of: "fromhex")))
        },
        "hex": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("float.hex", 0...0)
            guard case .double(let x) = target else { return .none }
            return .string(hexadecimal(x))
        },
    ]

    private static func number(hexadecimal text: String) throws(TemplateError) -> Double {
        var rest = text.stripped().lowercased()[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        let magnitude: Double?
        switch rest {
        case "inf", "infinity": magnitude = .infinity
        case "nan": magnitude = .nan
        default:
            if rest.hasPrefix("0x") { rest = rest.dropFirst(2) }
            let isPlain = rest.utf8.first != UInt8(ascii: "+") && rest.utf8.first != UInt8(ascii: "-")
            magnitude = isPlain && !rest.hasPrefix("0x") ? Double("0x" + rest) : nil
            if let magnitude, magnitude.isInfinite {
                throw TemplateError(.overflow, "hexadecimal value too large to represent as a float")
            }
        }
        guard let magnitude else { throw TemplateError(.value, "invalid hexadecimal floating-point string") }
        return isNegative ? -magnitude : magnitude
    }

    private static func hexadecimal(_ x: Double) -> String {
        guard x.isFinite else { return x.representation }
        let sign = x.sign == .minus ? "-" : ""
        if x == 0 { return sign + "0x0.0p+0" }
        let digits = String(x.significandBitPattern, radix: 16)
        let padded = String(repeating: "0", count: 13 - digits.utf8.count) + digits
        let exponent = x.isNormal ? Int(x.exponent) : -1022
        return "\(sign)0x\(x.isNormal ? 1 : 0).\(padded)p\(exponent < 0 ? "" : "+")\(exponent)"
    }
}

extension Value {
    var isFloat: Bool { if case .double = self { true } else { false } }

    /// A bool as the int that it is.
    fileprivate var unsigned: Value { if case .bool(let flag) = self { .int(flag ? 1 : 0) } else { self } }
}
