import Glibc
import Jinja
import Templating
import Values

/// Sizes as people write them: `1.50 GB`, `10M`.
enum HumanSize {
    private static let units: [(letter: String, limit: Double, byteName: String, bitName: String)] = [
        ("Y", 0x1p80, "yottabyte", "yottabit"), ("Z", 0x1p70, "zettabyte", "zettabit"),
        ("E", 0x1p60, "exabyte", "exabit"), ("P", 0x1p50, "petabyte", "petabit"),
        ("T", 0x1p40, "terabyte", "terabit"), ("G", 0x1p30, "gigabyte", "gigabit"),
        ("M", 0x1p20, "megabyte", "megabit"), ("K", 0x1p10, "kilobyte", "kilobit"), ("B", 1, "byte", "bit"),
    ]

    static func text(_ value: Value, isBits: Bool, unit: String?) throws(TemplateError) -> String {
        let size: Double
        do throws(TemplateError) { size = try value.realNumber() } catch {
            throw TemplateError(
                .plugin,
                "human_readable() failed on bad input: "
                    + (unit == nil
                        ? "'>=' not supported between instances of '\(value.typeName)' and 'int'"
                        : "unsupported operand type(s) for /: '\(value.typeName)' and 'int'"))
        }
        let row =
            units.first { unit.map { $0.uppercased() } == $0.letter || (unit == nil && size >= $0.limit) }
            ?? ("B", 1, "", "")
        let base = isBits ? "bits" : "Bytes"
        let suffix = row.limit == 1 ? base : row.letter + base.prefix(1)
        return "\(try fixed(size / row.limit)) \(suffix)"
    }

    /// Two decimals, as `%.2f` has it.
    private static func fixed(_ number: Double) throws(TemplateError) -> String {
        try raising { () throws(ValueError) in
            try Value.apply(.modulo, "%.2f", .double(number)).string()
        }
    }

    static func bytes(_ text: String, standardUnit: String?, isBits: Bool) throws(TemplateError) -> Value {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var rest = text.dropFirst(digits.count)
        rest = rest.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        guard let number = Double(digits), digits.last != ".", !digits.isEmpty,
            rest.allSatisfy({ $0.isASCII && $0.isLetter })
        else { throw failure("human_to_bytes() can't interpret following string: \(text)") }
        guard let unit = rest.isEmpty ? standardUnit : String(rest), let letter = unit.first else {
            return whole(number)
        }
        guard let row = units.first(where: { $0.letter == letter.uppercased() }) else {
            let letters = units.map(\.letter).joined(separator: ", ")
            throw failure(
                "human_to_bytes() failed to convert \(text) (unit = \(unit)). "
                    + "The suffix must be one of \(letters)")
        }
        if unit.count > 1 {
            let mark = isBits ? "b" : "B"
            let isName = unit.lowercased() == (isBits ? row.bitName : row.byteName)
            let isSymbol = unit == (row.letter == "B" ? mark : row.letter + mark)
            guard isName || isSymbol else {
                let expected =
                    row.letter == "B"
                    ? "expect \(mark) or \(isBits ? "bit" : "byte")"
                    : "expect \(row.letter)\(mark) or \(row.letter)"
                throw failure("human_to_bytes() failed to convert \(text). Value is not a valid string (\(expected))")
            }
        }
        return whole(number * row.limit)
    }

    /// Rounded half to even, as Python's round does.
    private static func whole(_ number: Double) -> Value {
        let rounded = number.rounded(.toNearestOrEven)
        if let small = Int(exactly: rounded) { return .int(small) }
        return (try? Value.double(rounded).convertedToInt()) ?? .double(rounded)
    }

    private static func failure(_ message: String) -> TemplateError {
        TemplateError(.plugin, "human_to_bytes() can't interpret the input: \(message)")
    }
}
