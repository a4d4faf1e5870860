import Values

#if canImport(Glibc)
    import Glibc
#endif

extension Lexer {
    /// A float or an integer, underscores between digits allowed.
    mutating func readNumber() throws(TemplateError) {
        let start = position
        if let end = floatEnd(start) {
            let text = String(decoding: bytes[start..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
            position = end
            return add(.number(.double(Double(text) ?? strtod(text, nil))), start, end)
        }
        let (end, radix) = integerEnd(start)
        let digitsStart = radix == 10 ? start : start + 2
        let digits = String(
            decoding: bytes[digitsStart..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        position = end
        if let small = Int(digits, radix: radix) { return add(.number(.int(small)), start, end) }
        do throws(ValueError) {
            add(.number(try Value.integer(parsing: digits, base: radix)), start, end)
        } catch { throw TemplateError(error) }
    }

    /// Digits with single underscores between them.
    private func digitsEnd(_ start: Int) -> Int? {
        guard byte(start).isDigit else { return nil }
        var index = start
        while byte(index).isDigit || (byte(index) == UInt8(ascii: "_") && byte(index + 1).isDigit) {
            index += 1
        }
        return index
    }

    private func floatEnd(_ start: Int) -> Int? {
        guard start == 0 || bytes[start - 1] != UInt8(ascii: "."), var end = digitsEnd(start) else {
            return nil
        }
        var isFloat = false
        if byte(end) == UInt8(ascii: "."), let fraction = digitsEnd(end + 1) {
            end = fraction
            isFloat = true
        }
        if byte(end) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(end + 1)
            let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
            if let exponent = digitsEnd(end + (hasSign ? 2 : 1)) { return exponent }
        }
        return isFloat ? end : nil
    }

    private func integerEnd(_ start: Int) -> (end: Int, radix: Int) {
        if bytes[start] == UInt8(ascii: "0") {
            let radix: Int? =
                switch byte(start + 1) | 0x20 {
                case UInt8(ascii: "b"): 2
                case UInt8(ascii: "o"): 8
                case UInt8(ascii: "x"): 16
                default: nil
                }
            if let radix, let end = digitsEnd(start + 2, radix: radix) { return (end, radix) }
            var end = start + 1
            while byte(end) == UInt8(ascii: "0")
                || (byte(end) == UInt8(ascii: "_") && byte(end + 1) == UInt8(ascii: "0"))
            { end += 1 }
            return (end, 10)
        }
        return (digitsEnd(start) ?? start + 1, 10)
    }

    private func digitsEnd(_ start: Int, radix: Int) -> Int? {
        func isDigit(_ byte: UInt8) -> Bool {
            guard byte.isNameByte, byte != UInt8(ascii: "_") else { return false }
            return Int(String(Unicode.Scalar(byte)), radix: radix) != nil
        }
        var index = start
        while isDigit(byte(index)) || (byte(index) == UInt8(ascii: "_") && isDigit(byte(index + 1))) {
            index += 1
        }
        return index > start ? index : nil
    }
}
