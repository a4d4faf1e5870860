#if canImport(Glibc)
    import Glibc
#endif

extension Double {
    /// C's `%e`, `%f` or `%g` (as `letter` says, capital letters too) with `precision` digits, as Python formats floats.
    public func formatted(_ letter: Unicode.Scalar, precision: Int, keepsPoint: Bool = false) -> String {
        if isNaN || isInfinite {
            let word = isNaN ? "nan" : self < 0 ? "-inf" : "inf"
            return letter.properties.isUppercase ? word.uppercased() : word
        }
        let format = "%\(keepsPoint ? "#" : "").\(precision)\(letter)"
        let capacity = 340 + precision
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                withVaList([self]) { arguments in
                    max(0, min(capacity - 1, Int(vsnprintf(characters.baseAddress, capacity, format, arguments))))
                }
            }
        }
    }
}
