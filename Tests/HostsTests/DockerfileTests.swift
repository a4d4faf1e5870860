import Testing

@testable import Hosts

@Suite struct DockerfileTests {
    @Test func joinsLinesAndLeavesCommentsOut() throws {
        let file = try Dockerfile(
            "# first\nFROM debian:12 AS base\nRUN apt-get update \\\n  # in between\n\n  && true\nCMD [\"a\"]\n")
        #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "CMD"])
        #expect(file.instructions.map(\.line) == [2, 3, 7])
        #expect(file.instructions[1].text.split(separator: " ") == ["apt-get", "update", "&&", "true"])
    }

    @Test func readsHereDocuments() throws {
        let file = try Dockerfile(
            "FROM a\nRUN <<EOF\necho one\necho two\nEOF\nCOPY <<-\"X\" /etc/x\n\ttext\n\tX\nRUN cat <<< word\n")
        #expect(file.instructions[1].documents == ["echo one\necho two\n"])
        #expect(file.instructions[2].documents == ["text\n"])
        #expect(file.instructions[3].documents.isEmpty)
    }

    @Test func splitsFlags() throws {
        let copy = try Dockerfile("FROM a\nCOPY --chown=1:2 --from=b x y\n").instructions[1]
        #expect(copy.flags.map(\.name) == ["chown", "from"])
        #expect(copy.rest == "x y")
    }

    @Test(arguments: [
        ("RUN true\n", "does not begin with FROM"), ("FROM a\nFETCH b\n", "line 2: FETCH is no instruction"),
        ("FROM a\nRUN\n", "line 2: RUN of nothing"),
        ("FROM a\nRUN <<EOF\nx\n", "line 2: the text up to EOF does not end"),
    ])
    func saysWhatIsWrong(text: String, message: String) {
        #expect { try Dockerfile(text) } throws: { "\($0)".contains(message) }
    }

    @Test(arguments: [
        ("$A-b", "x-b"), ("${A}b", "xb"), ("${NO:-d}", "d"), ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""), ("${A:+y}", "y"),
        ("${NO:-${A}}", "x"), ("'$A'", "$A"), ("\"$A b\"", "x b"), ("\\$A", "$A"), ("$", "$"),
    ])
    func replacesVariables(text: String, expanded: String) throws {
        let words = DockerfileWords(escape: "\\", variables: ["A": "x", "EMPTY": ""])
        #expect(try words.expand(text) == expanded)
    }

    @Test func readsPairs() throws {
        let words = DockerfileWords(escape: "\\", variables: [:])
        #expect(try words.pairs("A=1 B=\"two words\"").map { "\($0)=\($1)" } == ["A=1", "B=two words"])
        #expect(try words.pairs("A some words").map { "\($0)=\($1)" } == ["A=some words"])
        #expect(DockerfileWords.list("[\"a\", \"b c\"]") == ["a", "b c"])
        #expect(DockerfileWords.list("a b") == nil)
    }
}
