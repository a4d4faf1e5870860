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
        let number = try target.index()
        let isSigned = bound[2]?.truth ?? false
        guard number >= 0 || isSigned else {
            throw TemplateError(.overflow, "can't convert negative int to unsigned")
        }
        let bits =
            (number < 0
                ? Int.bitWidth - (~number).leadingZeroBitCount : Int.bitWidth - number.leadingZeroBitCount)
        guard length >= 0, length < 1 << 20, bits + (isSigned ? 1 : 0) <= length * 8 || number == 0 else {
            throw TemplateError(.overflow, "int too big to convert")
        }
        var bytes = (0..<length).map {
            UInt8(truncatingIfNeeded: $0 < 8 ? number >> ($0 * 8) : (number < 0 ? -1 : 0))
        }
        if order == "big" { bytes.reverse() }
        return .object(ValueBytes(bytes))
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
                throw TemplateError(.overflow, "cannot convert Infinity to integer ratio")
            }
            var numerator = x
            var denominator = 1
            while numerator != numerator.rounded(), denominator < 1 << 61 {
                numerator *= 2
                denominator *= 2
            }
            let whole = try raising { () throws(ValueError) in try Value.double(numerator).convertedToInt() }
            return .tuple([whole, .int(denominator)])
        },
        "hex": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("float.hex", 0...0)
            guard case .double(let x) = target else { return .none }
            return .string(hexadecimal(x))
        },
    ]

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

/// The methods of Python's `bytes`.
enum BytesMethods {
    static let table: [String: Method] = [
        "decode": { (_, target, arguments) throws(TemplateError) in
            let bound = try arguments.bind("decode", ["encoding", "errors"])
            guard case .object(let object) = target, let bytes = object as? ValueBytes else { return .none }
            return .string(
                try TextEncoding(bound[0]).decode(bytes.bytes, errors: bound[1]?.rawText ?? "strict"))
        },
        "hex": { (_, target, arguments) throws(TemplateError) in
            try arguments.check("hex", 0...0)
            guard case .object(let object) = target, let bytes = object as? ValueBytes else { return .none }
            return .string(
                bytes.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        },
    ]
}
