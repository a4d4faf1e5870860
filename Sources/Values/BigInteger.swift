import CCrypto

/// An integer of any size, by OpenSSL's big numbers; immutable.
///
/// `@unchecked Sendable`: the number is written only while it is made.
public final class BigInteger: @unchecked Sendable {
    let number: OpaquePointer

    init(adopting number: OpaquePointer) { self.number = number }
    deinit { BN_free(number) }

    public convenience init(_ value: Int) {
        let number: OpaquePointer = BN_new()
        BN_set_word(number, value.magnitude)
        BN_set_negative(number, value < 0 ? 1 : 0)
        self.init(adopting: number)
    }

    /// The integer that a finite `value` has before its decimal point.
    convenience init(truncating value: Double) {
        let whole = value.rounded(.towardZero)
        let shift = whole == 0 ? 0 : max(0, Int(whole.exponent) - 62)
        let head = BigInteger(Int(whole / Double(sign: .plus, exponent: shift, significand: 1)))
        BN_lshift(head.number, head.number, Int32(shift))
        self.init(adopting: BN_dup(head.number))
    }

    /// The digits of `text` in `radix` 10 or 16, a `-` allowed before them; nil where anything else stands there.
    public convenience init?(_ text: String, radix: Int = 10) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ BigInteger.isDigit($0, radix: radix) }) else { return nil }
        var number: OpaquePointer?
        let read = radix == 16 ? BN_hex2bn(&number, text) : BN_dec2bn(&number, text)
        guard let number else { return nil }
        guard read > 0 else {
            BN_free(number)
            return nil
        }
        self.init(adopting: number)
    }

    private static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix == 16
        default: false
        }
    }

    public var isNegative: Bool { BN_is_negative(number) == 1 }
    public var isZero: Bool { BN_is_zero(number) == 1 }
    /// How many bits its magnitude has.
    public var bitCount: Int { Int(BN_num_bits(number)) }
}
