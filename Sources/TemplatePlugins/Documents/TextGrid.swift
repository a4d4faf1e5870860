/// A table drawn with `+`, `-` and `|`.
struct TextGrid {
    enum Alignment: Character {
        case left = "l"
        case center = "c"
        case right = "r"

        init?(word: String) {
            let word = word.lowercased()
            guard ["left", "center", "right", "l", "c", "r"].contains(word), let letter = word.first else { return nil }
            self.init(rawValue: letter)
        }
    }

    let titles: [String]
    let rows: [[String]]
    let alignments: [Alignment]

    var text: String {
        let cells = rows.map { $0.map(Self.lines) }
        let widths = titles.indices.map { column in
            (cells.flatMap { $0[column] } + [titles[column]]).map(Self.width).max() ?? 0
        }
        let rule = "+" + widths.map { String(repeating: "-", count: $0 + 2) + "+" }.joined()
        func line(_ texts: [String]) -> String {
            "|" + zip(texts.indices, texts).map { " \(padded($1, widths[$0], alignments[$0])) |" }.joined()
        }
        var lines = [rule, line(titles), rule]
        for row in cells {
            for place in 0..<(row.map(\.count).max() ?? 0) {
                lines.append(line(row.map { place < $0.count ? $0[place] : "" }))
            }
        }
        return (lines + [rule]).joined(separator: "\n")
    }

    /// The lines of a cell, with tabs as the blanks they stand for.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.reduce(into: "") { text, letter in
                text += letter == "\t" ? String(repeating: " ", count: 8 - text.count % 8) : String(letter)
            }
        }
    }

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + Self.width($1) }
    }

    /// How many places a character takes: two for the wide ones of East Asia, none for marks on others.
    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    private func padded(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
        let excess = max(0, width - Self.width(text))
        func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
        switch alignment {
        case .left: return text + blanks(excess)
        case .right: return blanks(excess) + text
        case .center:
            // As Python's `center` does: an odd blank goes before the text where the width is odd.
            let before = excess / 2 + (excess & width & 1)
            return blanks(before) + text + blanks(excess - before)
        }
    }
}
