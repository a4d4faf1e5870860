/// Text of several lines for literal blocks, as ansible-core's callbacks prepare it.
enum BlockText {
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    /// Whether `text` has more than one line.
    static func hasLines(_ text: String) -> Bool { text.unicodeScalars.contains(where: isBreak) }

    /// `text` without what would keep it out of a block: blanks at line ends, tabs, special characters.
    static func readable(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, last.properties.isWhitespace || (0x1C...0x1F).contains(last.value) {
            scalars.removeLast()
        }
        var result = String.UnicodeScalarView()
        var blanks = 0
        for scalar in expandingTabs(scalars) where isShown(scalar) {
            if scalar == " " {
                blanks += 1
                continue
            }
            if !isBreak(scalar) { result.append(contentsOf: repeatElement(" ", count: blanks)) }
            blanks = 0
            result.append(scalar)
        }
        return String(result)
    }

    private static func expandingTabs(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var expanded: [Unicode.Scalar] = []
        var column = 0
        for scalar in scalars {
            if scalar == "\t" {
                let width = 8 - column % 8
                expanded += repeatElement(" ", count: width)
                column += width
            } else {
                expanded.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return expanded
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...: true
        default: false
        }
    }
}
