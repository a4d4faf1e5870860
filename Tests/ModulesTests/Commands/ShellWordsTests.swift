import Testing

@testable import Modules

/// The expected words are those of Python's shlex.split.
@Suite struct ShellWordsTests {
    @Test(arguments: [
        ("a b  c", ["a", "b", "c"]), ("'a b' c", ["a b", "c"]), ("a\\ b", ["a b"]), ("\"a\\\"b\\n\"", ["a\"b\\n"]),
        ("a''b", ["ab"]), ("''", [""]), ("", []), ("a#b # c", ["a#b", "#", "c"]), ("x'y z'w", ["xy zw"]),
        ("a\tb\nc\r", ["a", "b", "c"]), ("ä 'ö ü'", ["ä", "ö ü"]), ("'a\\'", ["a\\"]),
    ]) func splits(_ text: String, _ words: [String]) throws {
        #expect(try ShellWords.split(text) == words)
    }

    @Test(arguments: [("'a", "No closing quotation"), ("a\\", "No escaped character"), ("\"a", "No closing quotation")])
    func refuses(_ text: String, _ message: String) {
        let error = #expect(throws: ShellWords.Malformed.self) { try ShellWords.split(text) }
        #expect(error?.message == message)
    }

    @Test(arguments: [
        ("a", "a"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\"'\"'s'"), ("a/b-c_d.e:f=g", "a/b-c_d.e:f=g"),
    ])
    func quotes(_ word: String, _ quoted: String) { #expect(ShellWords.quote(word) == quoted) }
}
