import CCrypto

/// An integer of any size, by OpenSSL's big numbers; immutable.
///
/// `@unchecked Sendable`: the number is written only while it is made.
public final class BigInteger: @unchecked Sendable {
    let number: OpaquePointer

    init(adopting number: OpaquePointer) { self.number = number }
    deinit { BN_free(number) }
}
