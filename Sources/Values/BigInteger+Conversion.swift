import CCrypto

extension BigInteger {
    /// Its decimal digits. Throws ValueError above 4300 of them, as Python does.
    public func decimal() throws(ValueError) -> String {
        let text = digits
        guard text.utf8.count <= 4300 + (isNegative ? 1 : 0) else {
            throw ValueError(
                .value,
                "Exceeds the limit (4300 digits) for integer string conversion; "
                    + "use sys.set_int_max_str_digits() to increase the limit")
        }
        return text
    }

    private var digits: String {
        guard let bytes = BN_bn2dec(number) else { return "0" }
        defer { CRYPTO_free(bytes, #file, #line) }
        return String(cString: bytes)
    }

    /// Upper-case hexadecimal digits of the magnitude, without a prefix.
    public var hexadecimal: String {
        guard let bytes = BN_bn2hex(number) else { return "0" }
        defer { CRYPTO_free(bytes, #file, #line) }
        let text = String(cString: bytes).drop { $0 == "-" }.drop { $0 == "0" }
        return text.isEmpty ? "0" : String(text)
    }

    /// Octal digits of the magnitude, without a prefix.
    public var octal: String {
        var bits: [UInt8] = []
        for index in 0..<bitCount { bits.append(UInt8(BN_is_bit_set(number, Int32(index)))) }
        var digits: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 3) {
            var digit: UInt8 = 0
            for place in start..<min(start + 3, bits.count) { digit |= bits[place] << UInt8(place - start) }
            digits.append(digit + UInt8(ascii: "0"))
        }
        return digits.isEmpty ? "0" : String(decoding: digits.reversed(), as: UTF8.self)
    }

    /// Its value where it fits into an Int.
    public var small: Int? {
        guard bitCount <= 64 else { return nil }
        let magnitude = UInt(BN_get_word(number))
        if !isNegative { return Int(exactly: magnitude) }
        return magnitude == Int.min.magnitude ? .min : Int(exactly: magnitude).map { -$0 }
    }

    /// The nearest Double. Throws OverflowError where there is none.
    public func double() throws(ValueError) -> Double {
        let value = scaledDouble(by: 0)
        guard value.isFinite else { throw ValueError(.overflow, "int too large to convert to float") }
        return value
    }

    /// `self * 2 ** scale`, rounded once to the nearest Double.
    private func scaledDouble(by scale: Int) -> Double {
        let excess = max(0, bitCount - 64)
        let head: OpaquePointer = BN_dup(number)
        defer { BN_free(head) }
        BN_rshift(head, head, Int32(excess))
        var word = UInt64(BN_get_word(head))
        if excess > 0 {
            // A lost bit makes the last kept one odd, so that rounding to 53 bits goes the right way.
            BN_lshift(head, head, Int32(excess))
            if BN_cmp(head, number) != 0 { word |= 1 }
        }
        let value = Double(sign: .plus, exponent: excess + scale, significand: Double(word))
        return isNegative ? -value : value
    }

    /// Python's `/` of two integers: the nearest Double to the quotient.
    func trueDivision(by divisor: BigInteger) throws(ValueError) -> Double {
        if isZero { return divisor.isNegative ? -0.0 : 0.0 }
        let shift = max(0, 66 - (bitCount - divisor.bitCount))
        var (quotient, remainder) = shifted(by: shift).truncatingDivision(by: divisor)
        if !remainder.isZero {
            let one = BigInteger(1)
            let isOdd = BN_is_odd(quotient.number) == 1
            if !isOdd { quotient = isNegative != divisor.isNegative ? quotient - one : quotient + one }
        }
        let value = quotient.scaledDouble(by: -shift)
        guard value.isFinite else {
            throw ValueError(.overflow, "integer division result too large for a float")
        }
        return value
    }
}

extension Value {
    /// An integer: `.int` where it fits, `.bigInt` else.
    public init(_ number: BigInteger) {
        if let small = number.small { self = .int(small) } else { self = .bigInt(number) }
    }

    /// The integer of a bool, an int or a big int.
    public var bigInteger: BigInteger? {
        if case .bigInt(let number) = self { return number }
        return integer.map { BigInteger($0) }
    }
}
