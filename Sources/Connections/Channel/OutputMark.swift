/// Words that set our own lines apart from all else that a host prints.
enum OutputMark {
    /// A word of 128 random bits, which no host can foresee.
    static func random() -> String {
        let numbers = (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 36) }
        return "swiftplay-\(numbers.joined())"
    }
}
