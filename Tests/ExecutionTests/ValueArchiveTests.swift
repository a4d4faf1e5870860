import Diagnostics
import System
import Templating
import Testing
import Values

@testable import Execution

/// Values come back from the journal as the very same ones.
@Suite struct ValueArchiveTests {
    private func again(_ value: Value) throws -> Value {
        var writer = ByteWriter()
        ValueArchive.write(value, to: &writer)
        var reader = ByteReader(writer.bytes)
        let archive = ValueArchive(open: { text throws(ValueError) in "opened \(text)" })
        let read = try archive.value(&reader)
        #expect(reader.left == 0)
        return read
    }

    @Test func dataComesBack() throws {
        let values: [Value] = try [
            .none, true, false, 0, -1, .int(.max), .int(.min), 1.5, .double(.infinity), "", "täxt {{ x }}",
            .list([1, .list(["a"]), .none]), .tuple(ValueTuple([1, "b"])),
            .dict(["z": 1, "a": .dict([1: "one"]), .tuple(ValueTuple([1])): 2]),
            .object(ValueBytes([0, 255])), .object(ValueTimeDelta(microseconds: -5)),
            .object(ValueDate(try CalendarDate(year: 2026, month: 2, day: 28))),
            .object(try ValueDateTime(CalendarDate(year: 1999, month: 12, day: 31), hour: 23, minute: 59, second: 58)),
        ]
        for value in values {
            let read = try again(value)
            #expect(read == value && read.typeName == value.typeName)
            #expect(try read.representation() == value.representation())
        }
        let big = try Value.apply(.multiply, .int(.max), .int(.max))
        #expect(try again(big) == big)
    }

    /// Lines that repeat a text are not kept beside it; others are.
    @Test(
        arguments: [
            (["stdout": "a\nb\r\nc\u{2028}", "stdout_lines": ["a", "b", "c"]], true),
            (["stderr_lines": ["é", "", "z"], "x": 1, "stderr": "é\u{85}\nz"], true),
            (["stdout": "", "stdout_lines": []], true), (["stdout": "a\nb", "stdout_lines": ["a"]], false),
            (["stdout": "a", "stdout_lines": ["a", "b"]], false), (["stdout_lines": ["a"]], false),
            (["stdout": "a", "stdout_lines": "a"], false), (["stdout": "a\nb", "other_lines": ["a", "b"]], false),
        ] as [(Dict, Bool)])
    func linesFollowFromTheirText(_ dict: Dict, areDerived: Bool) throws {
        let read = try again(.dict(dict))
        #expect(read == .dict(dict))
        #expect(read.mapping.map { Array($0.keys) } == Array(dict.keys))
        func size(_ dict: Dict) -> Int {
            var writer = ByteWriter()
            ValueArchive.write(dict, to: &writer)
            return writer.bytes.count
        }
        let key = dict.keys.first { $0.text?.hasSuffix("_lines") == true }?.text ?? ""
        var plain = dict
        plain[.string(key)] = nil
        // The key with its tag and length, and one byte in the place of the lines.
        #expect((size(dict) == size(plain) + key.utf8.count + 3) == areDerived)
    }

    @Test func templatesKeepTheirTextAndPlace() throws {
        let source = SourceFile(name: "play.yml", text: "x")
        let span = Span(file: source, start: Position(line: 3, column: 7), end: Position(line: 3, column: 9))
        for isVerbatim in [false, true] {
            let read = try again(.template(Template("{{ a }}", span: span, isVerbatim: isVerbatim)))
            guard case .template(let template) = read else { throw ValueError(.type, "no template") }
            #expect(template.text == "{{ a }}" && template.isVerbatim == isVerbatim)
            #expect(template.span?.description == "play.yml:3:7" && template.span?.end == span.end)
        }
        guard case .list(let list) = try again(.list(ValueList([1], mayHoldTemplates: true))) else { return }
        #expect(list.mayHoldTemplates)
    }

    @Test func vaultedTextsStaySealed() throws {
        let read = try again(.object(VaultedText("sealed", span: nil) { text throws(ValueError) in text }))
        guard case .object(let object) = read, let text = object as? VaultedText else {
            throw ValueError(.type, "no vaulted text")
        }
        #expect(text.ciphertext == "sealed")
        #expect(try text.string() == "opened sealed")
    }
}
