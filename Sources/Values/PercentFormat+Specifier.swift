extension PercentFormat.Specifier {
    /// `value` as the conversion `letter` of Python's printf-style formatting writes it.
    func format(_ value: Value, as letter: Unicode.Scalar) throws(ValueError) -> String {
        switch letter {
        case "s": return padText(try value.string())
        case "r": return padText(try value.representation())
        case "a": return padText(try value.representation().asciiRepresentation)
        case "c": return padText(try character(value), isWhole: true)
        case "d", "i", "u": return pad(number: try decimal(value, letter))
        case "o", "x", "X": return pad(number: try inBase(value, letter))
        default: return pad(number: try floating(value, letter))
        }
    }

    private func padText(_ text: String, isWhole: Bool = false) -> String {
        var text = text
        if let precision, !isWhole {
            var cut = String.UnicodeScalarView()
            cut.append(contentsOf: text.unicodeScalars.prefix(precision))
            text = String(cut)
        }
        let blanks = String(repeating: " ", count: max(0, width - text.codePointCount))
        return flags.contains("-") ? text + blanks : blanks + text
    }

    private func pad(number: (sign: String, digits: String)) -> String {
        var sign = number.sign
        if sign.isEmpty { sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "" }
        let missing = max(0, width - sign.utf8.count - number.digits.utf8.count)
        if flags.contains("-") { return sign + number.digits + String(repeating: " ", count: missing) }
        guard flags.contains("0") else { return String(repeating: " ", count: missing) + sign + number.digits }
        let prefix = number.digits.hasPrefix("0x") || number.digits.hasPrefix("0X") || number.digits.hasPrefix("0o")
        let head = prefix ? String(number.digits.prefix(2)) : ""
        return sign + head + String(repeating: "0", count: missing) + number.digits.dropFirst(head.utf8.count)
    }

    private func withZeros(_ digits: String) -> String {
        String(repeating: "0", count: max(0, (precision ?? 0) - digits.utf8.count)) + digits
    }

    private func decimal(_ value: Value, _ letter: Unicode.Scalar) throws(ValueError) -> (String, String) {
        guard value.isNumber else {
            throw ValueError(.type, "%\(letter) format: a real number is required, not \(value.typeName)")
        }
        let text = try value.convertedToInt().string()
        return text.hasPrefix("-") ? ("-", withZeros(String(text.dropFirst()))) : ("", withZeros(text))
    }

    private func inBase(_ value: Value, _ letter: Unicode.Scalar) throws(ValueError) -> (String, String) {
        guard let number = value.bigInteger else {
            throw ValueError(.type, "%\(letter) format: an integer is required, not \(value.typeName)")
        }
        var digits = number.hexadecimal
        if letter == "o" { digits = number.octal } else if letter == "x" { digits = digits.lowercased() }
        return (number.isNegative ? "-" : "", (flags.contains("#") ? "0\(letter)" : "") + withZeros(digits))
    }

    private func floating(_ value: Value, _ letter: Unicode.Scalar) throws(ValueError) -> (String, String) {
        guard value.isNumber else {
            throw ValueError(.type, "must be real number, not \(value.typeName)")
        }
        let x = try value.double()
        let text = x.magnitude.formatted(letter, precision: precision ?? 6, keepsPoint: flags.contains("#"))
        return (x.sign == .minus && !x.isNaN ? "-" : "", text)
    }

    private func character(_ value: Value) throws(ValueError) -> String {
        if let text = value.rawText, text.codePointCount == 1 { return text }
        guard value.bigInteger != nil else { throw ValueError(.type, "%c requires int or char") }
        guard let number = value.integer.flatMap({ UInt32(exactly: $0) }), let scalar = Unicode.Scalar(number) else {
            throw ValueError(.overflow, "%c arg not in range(0x110000)")
        }
        return String(scalar)
    }
}

extension String {
    /// Python's `ascii()` of text that is a representation already: what is not ASCII is escaped.
    public var asciiRepresentation: String {
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isASCII {
                text.unicodeScalars.append(scalar)
            } else {
                let (mark, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x10000 ? ("u", 4) : ("U", 8)
                let digits = String(scalar.value, radix: 16)
                text += "\\\(mark)\(String(repeating: "0", count: width - digits.utf8.count))\(digits)"
            }
        }
        return text
    }
}
