package import Values

/// Sizes with a unit, such as `10M`, `1.5 GB` or `3Kb`, by Ansible's rules: a factor of 1024 each.
package enum ByteSize {
    private static let ranges: [(letter: Character, factor: Double, words: String)] = [
        ("Y", 1_208_925_819_614_629_174_706_176, "yotta"), ("Z", 1_180_591_620_717_411_303_424, "zeta"),
        ("E", 1_152_921_504_606_846_976, "exa"), ("P", 1_125_899_906_842_624, "peta"),
        ("T", 1_099_511_627_776, "tera"), ("G", 1_073_741_824, "giga"), ("M", 1_048_576, "mega"),
        ("K", 1024, "kilo"), ("B", 1, ""),
    ]

    /// The number of bytes, or of bits where `isBits`; nil where `text` is no size or a size of the other kind.
    package static func parse(_ text: String, isBits: Bool) -> Int? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let last = digits.last, last != ".", digits.filter({ $0 == "." }).count < 2,
            let number = Double("0" + digits)
        else {
            return nil
        }
        var unit = text.dropFirst(digits.count).trimmed()
        guard unit.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        if unit.isEmpty { unit = "B" }
        guard let first = unit.uppercased().first, let range = ranges.first(where: { $0.letter == first }) else {
            return nil
        }
        if unit.count > 1 {
            let word = range.words + (isBits ? "bit" : "byte")
            let short = (first == "B" ? "" : String(first)) + (isBits ? "b" : "B")
            guard unit.lowercased() == word || unit == short else { return nil }
        }
        return Int(exactly: (number * range.factor).rounded(.toNearestOrEven))
    }

    package static func convert(_ value: Value, isBits: Bool) throws(ValueError) -> Value {
        if let size = parse(try value.string(), isBits: isBits) { return .int(size) }
        throw ValueError(.type, "\(value.pythonClass) cannot be converted to a \(isBits ? "Bit" : "Byte") value")
    }
}
