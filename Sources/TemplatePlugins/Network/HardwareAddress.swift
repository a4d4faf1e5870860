/// A hardware (MAC) address of six bytes.
struct HardwareAddress {
    let bytes: [UInt8]

    /// Any of the usual ways to write one: pairs with colons or hyphens, words with dots or colons, bare digits.
    init?(_ text: String) {
        for (separator, width) in [(":", 2), ("-", 2), (".", 4), (":", 4), ("-", 6), (":", 6)] {
            let words = text.split(separator: Character(separator), omittingEmptySubsequences: false)
            guard words.count == 12 / width,
                words.allSatisfy({ (1...width).contains($0.count) && $0.allSatisfy(\.isHexDigit) })
            else { continue }
            self.init(digits: words.map { String(repeating: "0", count: width - $0.count) + $0 }.joined())
            return
        }
        if (11...12).contains(text.count), text.allSatisfy(\.isHexDigit) {
            self.init(digits: String(repeating: "0", count: 12 - text.count) + text)
            return
        }
        // Decimal digits are the number of the address.
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), number < 1 << 48 else {
            return nil
        }
        let digits = String(number, radix: 16)
        self.init(digits: String(repeating: "0", count: 12 - digits.count) + digits)
    }

    private init(digits: String) {
        let values = digits.compactMap(\.hexDigitValue)
        bytes = stride(from: 0, to: 11, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    var number: Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
    var digits: String { Digest.hexadecimal(bytes) }

    /// The digits in groups.
    func text(_ width: Int, _ separator: String) -> String {
        let digits = Array(digits)
        return stride(from: 0, to: 12, by: width).map { String(digits[$0..<($0 + width)]) }.joined(separator: separator)
    }

    /// The lower half of an IPv6 address by RFC 4862: EUI-64 with the universal bit turned.
    var interfaceIdentifier: UInt128 {
        let all = [bytes[0] ^ 2] + bytes[1...2] + [0xff, 0xfe] + bytes[3...]
        return all.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    }
}
