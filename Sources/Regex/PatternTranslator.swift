/// Reads a pattern by Python's grammar and writes the same for PCRE2.
///
/// Everything is written anew, never passed through, so that nothing which only PCRE2 would take for a sign slips in:
/// named groups become numbers, verbose blanks go, `\Z` becomes `\z`, `{,n}` becomes `{0,n}`.
struct PatternTranslator {
    /// What a quantifier would apply to.
    private enum Before { case nothing, item, repetition }

    let scalars: [Unicode.Scalar]
    var position = 0
    var output = ""
    private(set) var flags: RegexFlags
    private(set) var groupNames: [(name: String, number: Int)] = []
    private(set) var groupCount = 0
    private var openGroups: Set<Int> = []
    private var isVerbose: Bool
    private var depth = 0

    init(_ pattern: String, flags: RegexFlags) {
        scalars = Array(pattern.unicodeScalars)
        self.flags = flags
        isVerbose = flags.contains(.verbose)
    }

    /// Throws ``RegexError`` in Python's words.
    mutating func translate() throws(RegexError) -> String {
        try alternatives()
        guard position == scalars.count else { throw failure("unbalanced parenthesis", at: position) }
        return output
    }

    func failure(_ message: String, at position: Int) -> RegexError {
        RegexError(message, at: position, in: scalars)
    }

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    /// Writes a character that stands for itself.
    mutating func literal(_ scalar: Unicode.Scalar) {
        if scalar.value < 32 || scalar.value == 127 {
            output += "\\x{\(String(scalar.value, radix: 16))}"
        } else {
            if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar), scalar != "_" {
                output += "\\"
            }
            output.unicodeScalars.append(scalar)
        }
    }

    private mutating func alternatives() throws(RegexError) {
        var before = Before.nothing
        while let scalar = next {
            let start = position
            if isVerbose, skipVerbose(scalar) { continue }
            switch scalar {
            case ")": return
            case "|":
                position += 1
                output += "|"
                before = .nothing
            case "*", "+", "?", "{":
                guard let quantifier = try quantifier(scalar) else {
                    before = .item
                    continue
                }
                if before == .nothing { throw failure("nothing to repeat", at: start) }
                if before == .repetition { throw failure("multiple repeat", at: start) }
                output += quantifier
                before = .repetition
            case "(":
                position += 1
                if try group(start) { before = .item }
            case "[":
                position += 1
                try characterClass(start)
                before = .item
            case "\\": before = try escape() ? .item : .nothing
            case "^", "$":
                position += 1
                output.unicodeScalars.append(scalar)
                before = .nothing
            case ".":
                position += 1
                output += "."
                before = .item
            default:
                position += 1
                literal(scalar)
                before = .item
            }
        }
    }

    private mutating func skipVerbose(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "#" {
            while let scalar = next, scalar != "\n" {
                _ = scalar
                position += 1
            }
            return true
        }
        guard " \t\n\r\u{0B}\u{0C}".unicodeScalars.contains(scalar) else { return false }
        position += 1
        return true
    }

    /// The quantifier at `position`; nil after a brace that is none, which has then been written as a character.
    private mutating func quantifier(_ sign: Unicode.Scalar) throws(RegexError) -> String? {
        let start = position
        position += 1
        var text = String(sign)
        if sign == "{" {
            guard let bounds = try bounds(start) else {
                position = start + 1
                literal(sign)
                return nil
            }
            text = bounds
        }
        if take("?") { return text + "?" }
        return take("+") ? text + "+" : text
    }

    private mutating func bounds(_ start: Int) throws(RegexError) -> String? {
        if next == "}" { return nil }
        let low = digits()
        var high: String? = low
        if take(",") { high = digits() }
        guard take("}") else { return nil }
        let limit = 65535
        let least = low.isEmpty ? 0 : Int(low) ?? .max
        let most = high.map { $0.isEmpty ? limit : Int($0) ?? .max } ?? least
        guard least <= limit, most <= limit else {
            throw RegexError("the repetition number is too large")
        }
        if most < least { throw failure("min repeat greater than max repeat", at: start + 1) }
        return high?.isEmpty == true ? "{\(least),}" : "{\(least),\(most)}"
    }

    private mutating func digits() -> String {
        var text = ""
        while let digit = next, ("0"..."9").contains(digit) {
            text.unicodeScalars.append(digit)
            position += 1
        }
        return text
    }
}

// Groups.
extension PatternTranslator {
    /// A group after its opening parenthesis at `start`; false for one that stands for nothing: a comment, flags.
    private mutating func group(_ start: Int) throws(RegexError) -> Bool {
        guard take("?") else {
            try capture(start, name: nil)
            return true
        }
        guard let sign = next else { throw failure("unexpected end of pattern", at: position) }
        position += 1
        switch sign {
        case "P": return try named(start)
        case ":", ">", "=", "!":
            output += "(?\(sign)"
            try body(start)
        case "#":
            guard let end = scalars[position...].firstIndex(of: ")") else {
                throw failure("missing ), unterminated comment", at: start)
            }
            position = end + 1
            return false
        case "<":
            guard let kind = next else { throw failure("unexpected end of pattern", at: position) }
            guard kind == "=" || kind == "!" else { throw failure("unknown extension ?<\(kind)", at: start + 1) }
            position += 1
            output += "(?<\(kind)"
            try body(start)
        case "(": try conditional(start)
        default:
            position -= 1
            return try inlineFlags(start)
        }
        return true
    }

    private mutating func body(_ start: Int) throws(RegexError) {
        depth += 1
        guard depth <= 200 else { throw failure("too many nested groups", at: start) }
        try alternatives()
        guard take(")") else { throw failure("missing ), unterminated subpattern", at: start) }
        output += ")"
        depth -= 1
    }

    private mutating func capture(_ start: Int, name: String?) throws(RegexError) {
        groupCount += 1
        let number = groupCount
        if let name {
            if let other = groupNames.first(where: { $0.name == name }) {
                throw failure(
                    "redefinition of group name '\(name)' as group \(number); was group \(other.number)",
                    at: start + 4)
            }
            groupNames.append((name, number))
        }
        openGroups.insert(number)
        output += "("
        try body(start)
        openGroups.remove(number)
    }

    private mutating func named(_ start: Int) throws(RegexError) -> Bool {
        if take("<") {
            let name = try identifier(until: ">")
            try capture(start, name: name)
            return true
        }
        if take("=") {
            let place = position
            let name = try identifier(until: ")")
            guard let group = groupNames.first(where: { $0.name == name }) else {
                throw failure("unknown group name '\(name)'", at: place)
            }
            try reference(to: group.number, at: place)
            return true
        }
        guard let sign = next else { throw failure("unexpected end of pattern", at: position) }
        throw failure("unknown extension ?P\(sign)", at: start + 1)
    }

    /// Writes a back reference. Throws for a group that does not exist yet or is not closed yet.
    mutating func reference(to number: Int, at place: Int, escape start: Int? = nil) throws(RegexError) {
        guard number <= groupCount else { throw failure("invalid group reference \(number)", at: place) }
        guard !openGroups.contains(number) else {
            throw failure("cannot refer to an open group", at: start ?? place)
        }
        output += "\\g{\(number)}"
    }

    private mutating func name(until end: Unicode.Scalar) throws(RegexError) -> String {
        let start = position
        guard let stop = scalars[start...].firstIndex(of: end) else {
            let message = start == scalars.count ? "missing group name" : "missing \(end), unterminated name"
            throw failure(message, at: start)
        }
        position = stop + 1
        guard stop > start else { throw failure("missing group name", at: start) }
        return String(String.UnicodeScalarView(scalars[start..<stop]))
    }

    private mutating func identifier(until end: Unicode.Scalar) throws(RegexError) -> String {
        let start = position
        let name = try name(until: end)
        guard PatternTranslator.isIdentifier(name) else {
            throw failure("bad character in group name '\(name)'", at: start)
        }
        return name
    }

    static func isIdentifier(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return name.unicodeScalars.allSatisfy(\.properties.isXIDContinue)
    }

    private mutating func conditional(_ start: Int) throws(RegexError) {
        let place = position
        let name = try name(until: ")")
        var number = Int(name)
        if number == nil {
            guard PatternTranslator.isIdentifier(name) else {
                throw failure("bad character in group name '\(name)'", at: place)
            }
            number = groupNames.first { $0.name == name }?.number
            if number == nil { throw failure("unknown group name '\(name)'", at: place) }
        }
        guard let number, number > 0 else { throw failure("bad group number", at: place) }
        guard number <= groupCount else { throw failure("invalid group reference \(number)", at: place) }
        output += "(?(\(number))"
        try body(start)
    }

    /// `(?imsx)` at the start of the pattern, or `(?i-s:...)`.
    private mutating func inlineFlags(_ start: Int) throws(RegexError) -> Bool {
        var on: RegexFlags = []
        var off: RegexFlags = []
        var isOff = false
        while let letter = next, letter != ")", letter != ":" {
            if letter == "-", !isOff {
                isOff = true
            } else if let flag = RegexFlags(letter: letter) {
                if isOff { off.insert(flag) } else { on.insert(flag) }
            } else {
                let isFirst = position == start + 2
                let message =
                    isFirst
                    ? "unknown extension ?\(letter)"
                    : letter.properties.isAlphabetic ? "unknown flag" : "missing -, : or )"
                throw failure(message, at: isFirst ? start + 1 : position)
            }
            position += 1
        }
        guard let end = next else {
            throw failure(isOff && off.isEmpty ? "missing flag" : "missing -, : or )", at: position)
        }
        if end == ")" {
            if isOff { throw failure("missing :", at: position) }
            guard output.isEmpty, groupCount == 0 else {
                throw failure("global flags not at the start of the expression", at: start)
            }
            position += 1
            flags.formUnion(on)
            if on.contains(.verbose) { isVerbose = true }
            return false
        }
        position += 1
        let outer = isVerbose
        isVerbose = (isVerbose || on.contains(.verbose)) && !off.contains(.verbose)
        let added = PatternTranslator.letters(on)
        let removed = PatternTranslator.letters(off)
        output += "(?" + added + (removed.isEmpty ? "" : "-" + removed) + ":"
        try body(start)
        isVerbose = outer
        return true
    }

    private static func letters(_ flags: RegexFlags) -> String {
        (flags.contains(.ignoreCase) ? "i" : "") + (flags.contains(.multiline) ? "m" : "")
            + (flags.contains(.dotAll) ? "s" : "")
    }
}
