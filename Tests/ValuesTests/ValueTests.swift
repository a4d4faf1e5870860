import Testing
import Values

@Suite struct ValueTests {
    @Test func staysSmall() {
        #expect(MemoryLayout<Value>.stride <= 24)
    }

    @Test func keysAreEqualAcrossNumberTypes() {
        let dict: Dict = [1: "one"]
        #expect(dict[true] == "one")
        #expect(dict[1.0] == "one")
        #expect(dict["1"] == nil)
    }

    @Test func canonicallyEquivalentTextsDiffer() {
        #expect(Value.string("e\u{301}") != Value.string("\u{e9}"))
    }

    @Test func bigNumbersAreEqualToTheirFloats() throws {
        let big = try Value.apply(.power, 10, 20)
        #expect(big == .double(1e20))
        #expect(Dict(uniqueKeysWithValues: [(big, Value.none)])[.double(1e20)] != nil)
    }

    @Test func aListInsideItselfIsShownAsPythonDoes() throws {
        let list = ValueList([1])
        list.items.append(.list(list))
        #expect(try Value.list(list).representation() == "[1, [...]]")
        #expect(throws: ValueError.self) { try JSON.text(.list(list)) }
        #expect(throws: ValueError.self) { try Value.list(list).deepCopy() }
    }

    @Test func twoListsInsideThemselvesCompareToAnEnd() {
        let a = ValueList([])
        let b = ValueList([])
        a.items.append(.list(a))
        b.items.append(.list(b))
        #expect(Value.list(a) != Value.list(b))
    }

    @Test func depthIsLimited() throws {
        var deep: Value = 1
        for _ in 0...Value.depthLimit { deep = [deep] }
        #expect(throws: ValueError.self) { try deep.representation() }
        #expect(throws: ValueError.self) { try JSON.text(deep) }
        #expect(throws: ValueError.self) { try JSON.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func resultsAreBounded() {
        #expect(throws: ValueError.self) { try Value.apply(.multiply, "abc", .int(.max)) }
        #expect(throws: ValueError.self) { try Value.apply(.multiply, [1], .int(1 << 40)) }
        #expect(throws: ValueError.self) { try Value.apply(.power, 10, .int(.max)) }
    }

    @Test func deepCopiesShareNothing() throws {
        let inner = ValueList([1])
        let copy = try Value.dict(["a": .list(inner)]).deepCopy()
        inner.items.append(2)
        #expect(copy == ["a": [1]])
    }

    @Test func usingAnUndefinedValueGivesItsMessage() {
        let undefined = Value.undefined(Undefined(message: "'x' is undefined", name: "x"))
        for run in [
            { try undefined.string() }, { try Value.apply(.add, 1, undefined).string() },
            { try String(undefined.count()) }, { try JSON.text([undefined]) },
            { try String(Value.compare(.less, undefined, 1)) },
        ] as [() throws -> String] {
            #expect {
                try run()
            } throws: { error in
                let error = error as? ValueError
                return error?.kind == .undefined && error?.message == "'x' is undefined"
            }
        }
    }

    @Test func bytesLookAsInPython() throws {
        #expect(try Value.object(ValueBytes(Array("it's \"é\"\n".utf8))).representation() == #"b'it\'s "\xc3\xa9"\n'"#)
        #expect(try Value.object(ValueBytes(Array("é".utf8))).string() == #"b'\xc3\xa9'"#)
        #expect(try ValueBytes(Array("é".utf8)).output() == "é")
        #expect(try Value.object(ValueBytes([0xFF])).string() == #"b'\xff'"#)
        #expect(try JSON.text([.object(ValueBytes([0x68, 0x69]))]) == #"["hi"]"#)
        #expect(Value.object(ValueBytes([1])) == .object(ValueBytes([1])))
    }
}
