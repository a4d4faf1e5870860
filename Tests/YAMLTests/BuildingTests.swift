import Diagnostics
import Synchronization
import Testing
import Values
import YAML

@Suite struct BuildingTests {
    private func source(_ text: String) -> SourceFile { SourceFile(name: "f.yml", text: text) }

    private func value(_ text: String, trusted: Bool = true) throws -> Value {
        try ValueBuilder(trusted: trusted).value(ofFile: source(text))
    }

    @Test func onlyTrustedTextWithMarksIsATemplate() throws {
        let dict = try #require(try value("a: '{{ x }}'\nb: plain\nc: !unsafe '{{ x }}'\nd: ['{% if x %}']\n").mapping)
        guard case .template(let template) = dict["a"] else { return #expect(Bool(false)) }
        #expect(template.text == "{{ x }}")
        #expect(template.span?.description == "f.yml:1:4")
        #expect(dict["b"] == "plain")
        guard case .template(let verbatim) = dict["c"] else { return #expect(Bool(false)) }
        #expect(verbatim.isVerbatim && verbatim.text == "{{ x }}")
        #expect(dict["d"]?.mayHoldTemplates == true)
        #expect(!template.isVerbatim)
        #expect(try value("a: '{{ x }}'", trusted: false).mapping?["a"]?.text == "{{ x }}")
        #expect(try value("a: '{{ x }}'", trusted: false).mayHoldTemplates == false)
    }

    @Test func trustedJSONHoldsTemplatesToo() throws {
        let value = try value("{\"a\": [\"{{ x }}\"], \"b\": 1e3}")
        #expect(value.mayHoldTemplates)
        #expect(value.mapping?["b"] == 1000.0)
    }

    @Test func duplicatesAreWarnedOf() throws {
        let warnings = Mutex<[String]>([])
        let box = Box(warnings)
        let builder = ValueBuilder(trusted: true, warnings: { warning in box.add(warning.description) })
        #expect(
            try builder.value(ofFile: source("a: 1\nb: &b {c: 1}\na: 2\nd:\n  <<: *b\n  c: 3\n")).mapping?["a"] == 2)
        #expect(
            box.all == [
                """
                Found duplicate mapping key 'a'.
                Origin: f.yml:3:1

                1 a: 1
                2 b: &b {c: 1}
                3 a: 2
                  ^ column 1

                Using last defined value only.
                """,
                """
                Found duplicate mapping key 'c'.
                Origin: f.yml:6:3

                4 d:
                5   <<: *b
                6   c: 3
                    ^ column 3

                Using last defined value only.
                """,
            ])
    }

    @Test func duplicatesMayBeErrorsOrIgnored() throws {
        let box = Box(Mutex([]))
        let source = source("a: 1\na: 2\n")
        let strict = ValueBuilder(trusted: true, duplicates: .error)
        #expect {
            try strict.value(ofFile: source)
        } throws: { error in
            let error = error as? Diagnostic
            return error?.message == "YAML parsing failed: Found duplicate mapping key 'a'."
                && error?.span?.description == "f.yml:2:1"
        }
        let lax = ValueBuilder(trusted: true, duplicates: .ignore, warnings: { box.add($0.message) })
        #expect(try lax.value(ofFile: source).mapping?["a"] == 2)
        #expect(box.all.isEmpty)
    }

    @Test func oldTagsAreDeprecated() throws {
        let box = Box(Mutex([]))
        let builder = ValueBuilder(trusted: true, warnings: { box.add($0.description) })
        #expect(try builder.value(ofFile: source("!!omap [x: 1]\n")) == [.tuple(["x", 1])])
        #expect(
            box.all == [
                """
                Use of the YAML `!!omap` tag is deprecated. This feature will be removed from ansible-core version 2.23.
                Origin: f.yml:1:1

                1 !!omap [x: 1]
                  ^ column 1

                Use a standard mapping instead, as key order is always preserved.
                """
            ])
    }

    final class Box: Sendable {
        private let texts: Mutex<[String]>
        init(_ texts: consuming Mutex<[String]>) { self.texts = texts }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
        var all: [String] { texts.withLock { $0 } }
    }

    @Test func vaultedTextIsOpenedWhenItIsUsed() throws {
        let box = Box(Mutex([]))
        let builder = ValueBuilder(
            trusted: true,
            vault: { (text) throws(ValueError) in
                box.add(text)
                return "open {{ x }}"
            })
        let value = try builder.value(ofFile: source("a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\n"))
        #expect(value.mayHoldTemplates)
        #expect(box.all.isEmpty)
        guard case .object(let object) = value.mapping?["a"], let vaulted = object as? VaultedText else {
            return #expect(Bool(false))
        }
        #expect(try vaulted.string() == "open {{ x }}")
        #expect(try value.mapping?["a"]?.opened() == .string("open {{ x }}"))
        #expect(box.all == ["$ANSIBLE_VAULT;1.1;AES256\n6162\n"])
        #expect(try JSON.text(value) == #"{"a": "open {{ x }}"}"#)
    }

    @Test func aliasBombsAndDeepNestingEnd() throws {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<10 {
            bomb +=
                "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(throws: Diagnostic.self) { try value(bomb) }
        #expect(throws: Diagnostic.self) { try value(String(repeating: "[", count: 50_000)) }
        #expect(throws: Diagnostic.self) { try value(String(repeating: "- ", count: 5_000) + "x") }
        #expect(throws: Diagnostic.self) { try value("a: &a [*a]\n") }
    }

    @Test func controlCharactersAreRefusedWithTheirPlace() {
        #expect {
            try value("a: 1\nb: x\u{1}y\n")
        } throws: { error in
            (error as? Diagnostic)?.span?.description == "f.yml:2:5"
        }
    }

    @Test func severalDocuments() throws {
        let documents = try YAMLParser.documents(source("--- 1\n--- [a]\n...\n"))
        #expect(documents.map(\.kind) == ["scalar", "sequence"])
        #expect(try YAMLParser.documents(source("")).isEmpty)
    }

    @Test func nodesKeepTheirPlaces() throws {
        let node = try #require(try YAMLParser.document(source("a:\n  - é: !x 'b'\n")))
        guard case .mapping(let pairs) = node.content, case .sequence(let items) = pairs[0].value.content,
            case .mapping(let inner) = items[0].content
        else { return #expect(Bool(false)) }
        #expect(inner[0].value.span.description == "f.yml:2:8")
        #expect(inner[0].value.tag == "!x")
        #expect(inner[0].key.span.end == Position(line: 2, column: 6))
    }
}
