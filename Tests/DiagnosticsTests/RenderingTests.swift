import Diagnostics
import Testing

/// The expected texts are what ansible-playbook 2.19 prints after `[ERROR]: ` for the same files.
@Suite struct RenderingTests {
    private let file = SourceFile(
        name: "/p/a.yml", text: "- hosts: localhost\n  tasks:\n\t- debug:\n        msg: {{ foo }}\n")

    private func span(_ line: Int, _ column: Int, in file: SourceFile? = nil) -> Span {
        Span(file: file ?? self.file, start: Position(line: line, column: column))
    }

    @Test func showsTwoLinesOfContextAndACaret() {
        #expect(
            Diagnostic("Wrong.", at: span(4, 14)).description == """
                Wrong.
                Origin: /p/a.yml:4:14

                2   tasks:
                3  - debug:
                4         msg: {{ foo }}
                               ^ column 14
                """)
    }

    @Test func showsFewerLinesAtTheTop() {
        #expect(span(1, 3).excerpt == "Origin: /p/a.yml:1:3\n\n1 - hosts: localhost\n    ^ column 3")
    }

    @Test func saysWhereTheFileIsShorter() {
        #expect(span(5, 1).excerpt == "Origin: /p/a.yml:5:1\n\n(source not shown: file truncated)")
    }

    @Test func remediesFollowTheSource() {
        #expect(
            Diagnostic("Wrong.", at: span(1, 1), help: "Do it right.").description == """
                Wrong.
                Origin: /p/a.yml:1:1

                1 - hosts: localhost
                  ^ column 1

                Do it right.
                """)
        #expect(Diagnostic("Wrong.", help: "Do it right.").description == "Wrong. Do it right.")
    }

    @Test func labelsAreAligned() {
        let file = SourceFile(name: "f", text: (1...12).map { "l\($0)" }.joined(separator: "\n\n"))
        #expect(span(11, 2, in: file).excerpt == "Origin: f:11:2\n\n 9 l5\n10\n11 l6\n    ^ column 2")
    }

    @Test func longLinesAreCut() {
        let file = SourceFile(name: "f", text: String(repeating: "x", count: 200))
        let cut = "1 " + String(repeating: "x", count: 115) + "..."
        #expect(span(1, 5, in: file).excerpt == "Origin: f:1:5\n\n\(cut)\n      ^ column 5")
        #expect(span(1, 115, in: file).excerpt.hasSuffix("\n" + String(repeating: " ", count: 105) + "column 115 ^"))
        #expect(span(1, 150, in: file).excerpt == "Origin: f:1:150\n\n\(cut)")
    }

    @Test func suggestsTheNearestName() {
        #expect(Suggestion.nearest(to: "debgu", among: ["debug", "copy"]) == "debug")
        #expect(Suggestion.nearest(to: "xyz", among: ["debug", "copy"]) == nil)
    }
}
