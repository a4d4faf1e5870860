/// distutils' LooseVersion: numbers and words, compared part by part.
struct LooseVersion {
    enum Part: Equatable {
        case number(String)
        case word(String)
    }
    let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "." {
                rest = rest.dropFirst()
                continue
            }
            let kind = Self.kind(first)
            let run = rest.prefix { $0 != "." && Self.kind($0) == kind }
            parts.append(kind == .digit ? .number(Self.withoutLeadingZeros(run)) : .word(String(run)))
            rest = rest[run.endIndex...]
        }
        self.parts = parts
    }

    /// distutils splits at `(\d+ | [a-z]+ | \.)`: what is neither, capitals too, makes runs of its own.
    private enum Kind { case digit, small, other }
    private static func kind(_ letter: Character) -> Kind {
        if letter.isASCII, letter.isNumber { return .digit }
        return letter.isASCII && letter.isLowercase ? .small : .other
    }

    static func withoutLeadingZeros(_ digits: some StringProtocol) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }
}

/// Whole numbers of any length, compared as their digits.
enum Digits {
    static func order(_ a: String, _ b: String) -> Int {
        if a.utf8.count != b.utf8.count { return a.utf8.count < b.utf8.count ? -1 : 1 }
        return a == b ? 0 : a < b ? -1 : 1
    }
}
