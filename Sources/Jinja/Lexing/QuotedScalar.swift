import Diagnostics

/// A quoted scalar of a YAML file as it is written there: doubled quotes, escapes and folded lines make its text
/// shorter or longer than what stands in the file.
struct QuotedScalar {
    private let origin: Span
    private let quote: Unicode.Scalar

    /// Nil where no quote stands at `origin`, or where a template file begins there.
    init?(_ origin: Span) {
        guard origin.start.line > 1 || origin.start.column > 1,
            let line = origin.file.line(Int(origin.start.line)),
            let quote = line.unicodeScalars.dropFirst(Int(origin.start.column) - 1).first, quote == "'" || quote == "\""
        else { return nil }
        self.origin = origin
        self.quote = quote
    }

    /// Where the byte `offset` of its text stands in the file; nil where text and file do not fit together.
    func position(of offset: Int, in text: [UInt8]) -> Position? {
        var line = Int(origin.start.line), column = Int(origin.start.column)
        var rest = scalars(of: line)?.dropFirst(column) ?? []
        let text = Array(String(decoding: text[..<offset], as: UTF8.self).unicodeScalars)
        var index = 0
        while true {
            if index >= text.count { return Position(line: line, column: column + 1) }
            if rest.allSatisfy({ $0 == " " || $0 == "\t" }) {
                // The blanks around a line break are no part of the text; the break is a blank, or one of its own.
                var breaks = 0
                repeat {
                    line += 1
                    breaks += 1
                    guard let next = scalars(of: line) else { return nil }
                    rest = next.drop { $0 == " " || $0 == "\t" }
                    column = next.count - rest.count
                } while rest.isEmpty
                let folded = breaks == 1 ? [Unicode.Scalar(" ")] : Array(repeating: "\n", count: breaks - 1)
                guard text[index...].prefix(folded.count).elementsEqual(folded.prefix(text.count - index)) else {
                    return nil
                }
                index += folded.count
                continue
            }
            guard let (scalar, width) = next(rest) else { return nil }
            if let scalar, scalar != text[index] { return nil }
            index += 1
            column += width
            rest = rest.dropFirst(width)
        }
    }

    private func scalars(of line: Int) -> ArraySlice<Unicode.Scalar>? {
        origin.file.line(line).map { Array($0.unicodeScalars)[...] }
    }

    /// The next character and how many of the file stand for it; no character where an escape may mean any.
    private func next(_ rest: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar?, Int)? {
        guard let first = rest.first else { return nil }
        let second = rest.dropFirst().first
        if quote == "'" { return first != "'" ? (first, 1) : second == "'" ? ("'", 2) : nil }
        guard first == "\\" else { return first == "\"" ? nil : (first, 1) }
        switch second {
        case nil: return nil
        case "x": return (nil, 4)
        case "u": return (nil, 6)
        case "U": return (nil, 10)
        default: return (nil, 2)
        }
    }
}
