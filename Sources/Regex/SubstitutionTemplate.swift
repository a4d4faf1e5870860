/// The replacement text of Python's `sub`, taken apart once.
struct SubstitutionTemplate {
    private enum Part {
        case text(String)
        case group(Int)
    }

    private var parts: [Part] = []
    private var literal = ""
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ template: String, for regex: Regex) throws(RegexError) {
        guard template.utf8.contains(UInt8(ascii: "\\")) else {
            scalars = []
            parts = [.text(template)]
            return
        }
        scalars = Array(template.unicodeScalars)
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == "\\" { try escape(regex) } else { literal.unicodeScalars.append(scalar) }
        }
        flush()
    }

    func expand(_ match: Match) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .group(let number): text += match[number] ?? ""
            }
        }
        return text
    }

    private mutating func flush() {
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = ""
    }

    private mutating func append(group: Int, _ regex: Regex, at position: Int) throws(RegexError) {
        guard group <= regex.groupCount else {
            throw RegexError("invalid group reference \(group)", at: position, in: scalars)
        }
        flush()
        parts.append(.group(group))
    }

    private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
        "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}", "\\": "\\",
    ]

    /// What follows a backslash, which stands just before `position`.
    private mutating func escape(_ regex: Regex) throws(RegexError) {
        let start = position - 1
        guard position < scalars.count else {
            throw RegexError("bad escape (end of pattern)", at: start, in: scalars)
        }
        let letter = scalars[position]
        position += 1
        switch letter {
        case "g": try groupName(regex)
        case "0"..."9": try number(letter, regex, at: start)
        default:
            if let control = SubstitutionTemplate.controls[letter] {
                literal.unicodeScalars.append(control)
            } else if letter.isASCII, letter.properties.isAlphabetic {
                throw RegexError("bad escape \\\(letter)", at: start, in: scalars)
            } else {
                literal += "\\"
                literal.unicodeScalars.append(letter)
            }
        }
    }

    private mutating func number(_ first: Unicode.Scalar, _ regex: Regex, at start: Int) throws(RegexError) {
        var digits = String(first)
        func next(_ set: ClosedRange<Unicode.Scalar>) -> Bool {
            position < scalars.count && set.contains(scalars[position])
        }
        if first == "0" {
            while digits.utf8.count < 3, next("0"..."7") { take(into: &digits) }
            return appendOctal(digits)
        }
        if next("0"..."9") {
            take(into: &digits)
            if digits.utf8.allSatisfy({ $0 < UInt8(ascii: "8") }), next("0"..."7") {
                take(into: &digits)
                guard let code = Int(digits, radix: 8), code <= 0o377 else {
                    throw RegexError(
                        "octal escape value \\\(digits) outside of range 0-0o377", at: start, in: scalars)
                }
                return appendOctal(digits)
            }
        }
        try append(group: Int(digits) ?? 0, regex, at: start + 1)
    }

    private mutating func take(into digits: inout String) {
        digits.unicodeScalars.append(scalars[position])
        position += 1
    }

    private mutating func appendOctal(_ digits: String) {
        literal.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: Int(digits, radix: 8) ?? 0)))
    }

    private mutating func groupName(_ regex: Regex) throws(RegexError) {
        guard position < scalars.count, scalars[position] == "<" else {
            throw RegexError("missing <", at: position, in: scalars)
        }
        position += 1
        let start = position
        guard let end = scalars[start...].firstIndex(of: ">") else {
            let message = start == scalars.count ? "missing group name" : "missing >, unterminated name"
            throw RegexError(message, at: start, in: scalars)
        }
        let name = String(String.UnicodeScalarView(scalars[start..<end]))
        guard !name.isEmpty else { throw RegexError("missing group name", at: start, in: scalars) }
        position = end + 1
        if name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return try append(group: Int(name) ?? .max, regex, at: start)
        }
        guard PatternTranslator.isIdentifier(name) else {
            throw RegexError("bad character in group name '\(name)'", at: start, in: scalars)
        }
        guard let number = regex.number(ofGroup: name) else { throw RegexError("unknown group name '\(name)'") }
        try append(group: number, regex, at: start)
    }
}
