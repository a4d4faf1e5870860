import CCrypto

extension BigInteger {
    /// More bits than this no result may have: what a template computes must end.
    static let bitLimit = 1 << 20

    private static func make(_ write: (OpaquePointer, OpaquePointer) -> Void) -> BigInteger {
        let result: OpaquePointer = BN_new()
        let context: OpaquePointer = BN_CTX_new()
        defer { BN_CTX_free(context) }
        write(result, context)
        return BigInteger(adopting: result)
    }

    static func + (a: BigInteger, b: BigInteger) -> BigInteger { make { r, _ in BN_add(r, a.number, b.number) } }
    static func - (a: BigInteger, b: BigInteger) -> BigInteger { make { r, _ in BN_sub(r, a.number, b.number) } }
    static prefix func - (a: BigInteger) -> BigInteger { BigInteger(0) - a }

    static func * (a: BigInteger, b: BigInteger) throws(ValueError) -> BigInteger {
        try limit(a.bitCount + b.bitCount)
        return make { r, context in BN_mul(r, a.number, b.number, context) }
    }

    /// `self << bits`.
    func shifted(by bits: Int) -> BigInteger { BigInteger.make { r, _ in BN_lshift(r, number, Int32(bits)) } }

    /// Quotient and remainder rounded toward zero; `divisor` is not zero.
    func truncatingDivision(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
        let remainder: OpaquePointer = BN_new()
        let quotient = BigInteger.make { r, context in
            BN_div(r, remainder, number, divisor.number, context)
        }
        return (quotient, BigInteger(adopting: remainder))
    }

    /// Python's `divmod`: the quotient rounded down, the remainder with the divisor's sign.
    func floorDivision(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
        let (quotient, remainder) = truncatingDivision(by: divisor)
        if remainder.isZero || remainder.isNegative == divisor.isNegative { return (quotient, remainder) }
        return (quotient - BigInteger(1), remainder + divisor)
    }

    /// `self ** exponent` for an exponent of 0 or more.
    func power(_ exponent: Int) throws(ValueError) -> BigInteger {
        let (bits, overflow) = bitCount.multipliedReportingOverflow(by: exponent)
        try BigInteger.limit(overflow ? .max : bits)
        let exponent = BigInteger(exponent)
        return BigInteger.make { r, context in BN_exp(r, number, exponent.number, context) }
    }

    private static func limit(_ bits: Int) throws(ValueError) {
        guard bits <= bitLimit else { throw ValueError(.limit, "integer result has more than \(bitLimit) bits") }
    }

    static func < (a: BigInteger, b: BigInteger) -> Bool { BN_cmp(a.number, b.number) < 0 }
}
