extension Double {
    /// Python's `repr()`: the shortest digits that give the number back, `1e+16` from sixteen digits on.
    public var representation: String {
        if isNaN { return "nan" }
        if isInfinite { return self < 0 ? "-inf" : "inf" }
        if self == 0 { return sign == .minus ? "-0.0" : "0.0" }
        if let whole = Int(exactly: self), whole.magnitude < 1_000_000_000_000_000 { return "\(whole).0" }
        let (digits, point) = shortestDigits
        let text = Double.layout(digits, point: point)
        return self < 0 ? "-" + text : text
    }

    /// The significant digits without trailing zeros, and how many of them stand before the decimal point.
    private var shortestDigits: (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        var bytes = Array(magnitude.description.utf8)
        if let mark = bytes.firstIndex(of: UInt8(ascii: "e")) {
            exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? 0
            bytes.removeSubrange(mark...)
        }
        for byte in bytes {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
        }
        var before = (point ?? digits.count) + exponent
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            before -= 1
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, before)
    }

    private static func layout(_ digits: [UInt8], point: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        if point > 16 || point <= -4 {
            let exponent = point - 1
            let mantissa = digits.count == 1 ? text : "\(text.prefix(1)).\(text.dropFirst())"
            let size = String(abs(exponent))
            return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(size.utf8.count < 2 ? "0" : "")\(size)"
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + text }
        if point >= digits.count { return text + String(repeating: "0", count: point - digits.count) + ".0" }
        return "\(text.prefix(point)).\(text.dropFirst(point))"
    }
}
