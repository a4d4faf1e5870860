import Modules

/// A key's number: 8, 16 or more hexadecimal digits.
struct AptKeyID: Sendable {
    let full: String

    init?(_ text: String) {
        let digits = text.uppercased()
        full = digits.hasPrefix("0X") ? String(digits.dropFirst(2)) : digits
        let isHexadecimal = full.allSatisfy { $0.isASCII && $0.isHexDigit }
        guard isHexadecimal, full.count == 8 || full.count >= 16 else { return nil }
    }

    var isShort: Bool { full.count == 8 }
    /// The last eight digits, which apt-key deletes by.
    var short: String { String(full.suffix(8)) }
    /// The last sixteen digits, which apt-key lists.
    var long: String { String(full.suffix(16)) }
}
