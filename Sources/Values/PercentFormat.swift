/// Python's `format % values`.
struct PercentFormat {
    private var rest: Substring.UnicodeScalarView
    private var position = 0
    private var positional: [Value]
    private var next = 0
    private let operand: Value

    /// What stands between `%` and the letter.
    struct Specifier {
        var flags: Set<Unicode.Scalar> = []
        var width = 0
        var precision: Int?
    }

    /// Throws TypeError, ValueError and KeyError in Python's words.
    static func format(_ format: String, with operand: Value) throws(ValueError) -> String {
        var formatter = PercentFormat(format, operand)
        return try formatter.run()
    }

    private init(_ format: String, _ operand: Value) {
        rest = format[...].unicodeScalars
        self.operand = operand
        if case .tuple(let tuple) = operand { positional = tuple.items } else { positional = [operand] }
    }

    private mutating func run() throws(ValueError) -> String {
        var text = ""
        while let scalar = read() {
            guard scalar == "%" else {
                text.unicodeScalars.append(scalar)
                continue
            }
            text += try readSpecifier()
        }
        let isUsedUp = next >= positional.count
        switch operand {
        case .tuple: break
        case .dict, .list: return text
        case .object(let object): if try object.elements() != nil { return text }
        default: break
        }
        guard isUsedUp else { throw ValueError(.type, "not all arguments converted during string formatting") }
        return text
    }

    private mutating func read() -> Unicode.Scalar? {
        guard let scalar = rest.popFirst() else { return nil }
        position += 1
        return scalar
    }

    private mutating func readSpecifier() throws(ValueError) -> String {
        var specifier = Specifier()
        var named: Value?
        let start = position
        if rest.first == "(" { named = try readNamed() }
        while let flag = rest.first, "-+ #0".unicodeScalars.contains(flag) {
            specifier.flags.insert(flag)
            _ = read()
        }
        if let width = try readNumber() {
            if width < 0 { specifier.flags.insert("-") }
            specifier.width = abs(width)
        }
        if rest.first == "." {
            _ = read()
            specifier.precision = max(0, try readNumber() ?? 0)
        }
        while let modifier = rest.first, "hlL".unicodeScalars.contains(modifier) { _ = read() }
        guard let letter = read() else { throw ValueError(.value, "incomplete format") }
        if letter == "%", position == start + 1 { return "%" }
        let value = if let named { named } else { try nextValue() }
        guard "diouxXeEfFgGcrsa".unicodeScalars.contains(letter) else {
            throw ValueError(
                .value,
                "unsupported format character '\(letter)' (0x\(String(letter.value, radix: 16))) "
                    + "at index \(position - 1)")
        }
        return try specifier.format(value, as: letter)
    }

    private mutating func readNamed() throws(ValueError) -> Value {
        guard case .dict(let dict) = operand else { throw ValueError(.type, "format requires a mapping") }
        _ = read()
        var name = ""
        var depth = 1
        while let scalar = read() {
            if scalar == "(" { depth += 1 }
            if scalar == ")" { depth -= 1 }
            if depth == 0 { break }
            name.unicodeScalars.append(scalar)
        }
        guard depth == 0 else { throw ValueError(.value, "incomplete format key") }
        positional = []
        guard let value = dict.items[.string(name)] else { throw ValueError(.key, name.representation) }
        return value
    }

    /// The digits that follow, or the integer argument that `*` stands for.
    private mutating func readNumber() throws(ValueError) -> Int? {
        if rest.first == "*" {
            _ = read()
            guard let n = try nextValue().integer else { throw ValueError(.type, "* wants int") }
            guard n.magnitude <= 1 << 24 else { throw ValueError(.overflow, "width too big") }
            return n
        }
        var number: Int?
        while let digit = rest.first, ("0"..."9").contains(digit) {
            let value = (number ?? 0) * 10 + Int(digit.value) - 48
            guard value <= 1 << 24 else { throw ValueError(.value, "width too big") }
            number = value
            _ = read()
        }
        return number
    }

    private mutating func nextValue() throws(ValueError) -> Value {
        guard next < positional.count else { throw ValueError(.type, "not enough arguments for format string") }
        next += 1
        return positional[next - 1]
    }
}
