import CCrypto

extension BigInteger: Hashable {
    public static func == (a: BigInteger, b: BigInteger) -> Bool { BN_cmp(a.number, b.number) == 0 }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(BN_num_bits(number))
        hasher.combine(BN_get_word(number))
    }
}
