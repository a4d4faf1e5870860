import Testing

@testable import Vault

/// Records are sealed one by one and bound to their numbers.
@Suite struct RecordCipherTests {
    @Test(arguments: [[], [7], Array(0...255), [UInt8](repeating: 9, count: 100_000)] as [[UInt8]])
    func opensWhatItSealed(_ plain: [UInt8]) {
        let cipher = RecordCipher(key: RecordCipher.randomKey())
        let sealed = cipher.seal(plain, number: 3)
        #expect(cipher.open(sealed, number: 3) == plain)
        #expect(cipher.seal(plain, number: 3) != sealed)
    }

    @Test func refusesOtherKeysNumbersAndBytes() {
        let cipher = RecordCipher(key: RecordCipher.randomKey())
        let sealed = cipher.seal(Array("a secret".utf8), number: 1)
        #expect(cipher.open(sealed, number: 2) == nil)
        #expect(RecordCipher(key: RecordCipher.randomKey()).open(sealed, number: 1) == nil)
        #expect(RecordCipher(key: [1, 2, 3]).open(sealed, number: 1) == nil)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(cipher.open(changed, number: 1) == nil)
        }
        for count in sealed.indices { #expect(cipher.open(sealed.prefix(count), number: 1) == nil) }
    }
}
