import Testing
import Values

@testable import Execution

/// The lines of outputs, as Python's `str.splitlines` gives them.
@Suite struct ResultShapeTests {
    @Test(
        arguments: [
            ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("a\n\nb", ["a", "", "b"]),
            ("a\r\nb\rc\n\r", ["a", "b", "c", ""]),
            ("a\u{0B}b\u{0C}c\u{1C}d\u{1D}e\u{1E}f\u{1F}g", ["a", "b", "c", "d", "e", "f\u{1F}g"]),
            ("a\u{85}b\u{2028}c\u{2029}d", ["a", "b", "c", "d"]),
            // Texts whose bytes begin as those of line breaks do, at the end too.
            ("\u{84}\u{A0}é\u{2027}\u{202A}€", ["\u{84}\u{A0}é\u{2027}\u{202A}€"]),
            ("x\u{2030}\n\u{86}", ["x\u{2030}", "\u{86}"]),
        ] as [(String, [String])])
    func textsAreCutWherePythonCutsThem(text: String, lines: [String]) {
        #expect(ResultShape.splitLines(text) == lines)
        #expect(ResultShape.areLines(.list(lines.map { .string($0) }), of: text))
        #expect(!ResultShape.areLines(.list((lines + ["more"]).map { .string($0) }), of: text))
    }
}
