import Diagnostics
import Testing

@testable import RoleTesting

/// Molecule's placeholders, as Molecule 26.10 replaces them, and where we differ on purpose.
@Suite struct InterpolationTests {
    private func applied(_ text: String) throws(Diagnostic) -> String {
        try Interpolation(variables: ["FOO": "x", "EMPTY": "", "D": "dd"])
            .applied(to: SourceFile(name: "molecule.yml", text: text)).text
    }

    @Test(arguments: [
        ("$FOO", "x"), ("${FOO}", "x"), ("a${FOO}b", "axb"), ("$NO", ""), ("${NO}", ""), ("${NO:-d}", "d"),
        ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""), ("${NO-d}", "d"), ("${FOO:-d}", "x"), ("${NO:-$D}", "dd"),
        ("${NO:-a-b}", "a-b"), ("${NO:-\"q\"}", "\"q\""), ("$$", "$"), ("$$FOO", "$FOO"), ("# $FOO", "# x"),
        ("${NO:-a:b/c}", "a:b/c"), ("image: ${NO:-debian}:${NO:-12}", "image: debian:12"),
        // Molecule refuses an empty default, eats the text behind `$FOO-` and leaves a brace behind.
        ("${NO:-}", ""), ("${NO-}", ""), ("$FOO-bar", "x-bar"), ("${NO:-${D}}", "dd"), ("${NO:-${NO:-${D}}}", "dd"),
        ("# costs $(nothing) $1", "# costs $(nothing) $1"),
    ])
    func replaces(text: String, result: String) throws { #expect(try applied(text) == result) }

    @Test(arguments: ["${X:+y}", "${X?e}", "$1", "${}", "$ ", "$(", "${X", "${X:-y", "$"])
    func refuses(text: String) {
        #expect {
            try applied("a: b\nc: \(text)\n")
        } throws: { error in
            guard let error = error as? Diagnostic, let span = error.span else { return false }
            return error.message.hasPrefix("Invalid placeholder in string: line 2, col 4")
                && span.start == Position(line: 2, column: 4)
        }
    }

    @Test func errorsBehindPlaceholdersPointAtTheLineAsItWasWritten() throws {
        let file = SourceFile(name: "molecule.yml", text: "a: ${D}\nb: [\n")
        #expect {
            try ScenarioDocument(file, variables: ["D": "1\nx: 2\ny: 3"])
        } throws: { error in
            guard let error = error as? Diagnostic, let span = error.span else { return false }
            return span.file === file && span.start.line <= 3
        }
    }

    @Test func valuesOfVariablesAreNotShown() throws {
        let file = SourceFile(name: "molecule.yml", text: "a: ${TOKEN}: b: c\n")
        #expect {
            try ScenarioDocument(file, variables: ["TOKEN": "s3cret"])
        } throws: { error in
            guard let error = error as? Diagnostic else { return false }
            return !error.description.contains("s3cret") && error.description.contains("${TOKEN}")
        }
    }
}
