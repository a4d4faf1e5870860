import Foundation
import Testing
import Values
import YAML

@Suite struct EmittingTests {
    private func untag(_ value: Value) throws -> Value {
        switch value {
        case .list(let list): return .list(try list.items.map(untag))
        case .dict(let dict):
            let (key, content) = try #require(dict.items.elements.first.map { ($0.key.text, $0.value) })
            switch key {
            case "$tuple": return .tuple(try content.elements().map(untag))
            case "$big": return try content.convertedToInt()
            case "$float": return try content.convertedToFloat()
            default:
                var items = Dict()
                for pair in try content.elements() {
                    let pair = try pair.elements()
                    items[try untag(pair[0])] = try untag(pair[1])
                }
                return .dict(items)
            }
        default: return value
        }
    }

    private func options(_ written: Dict) -> YAMLOptions {
        var options = YAMLOptions()
        func number(_ key: Value) -> Int? { if case .int(let n) = written[key] { n } else { nil } }
        options.indent = number("indent") ?? 2
        options.width = number("width") ?? 80
        options.flowStyle = written["default_flow_style"]?.truth
        options.sortKeys = written["sort_keys"]?.truth ?? true
        options.allowUnicode = written["allow_unicode"]?.truth ?? true
        options.explicitStart = written["explicit_start"]?.truth ?? false
        options.explicitEnd = written["explicit_end"]?.truth ?? false
        options.canonical = written["canonical"]?.truth ?? false
        switch written["lines"]?.text {
        case "blocks": options.lines = .blocks
        case "readable": options.lines = .readableBlocks
        default: options.lines = .quoted
        }
        options.defaultStyle = written["default_style"]?.text.flatMap {
            YAMLOptions.ScalarStyle(rawValue: Character($0))
        }
        return options
    }

    /// Byte for byte what ansible-core's dumper writes (`Tests/Oracles/yaml_dump.py`).
    @Test func equalsPyYAML() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Cases/dump.json"))
        let cases = try JSON.parse([UInt8](data)).elements().compactMap(\.mapping)
        var differences: [String] = []
        for item in cases {
            let options = options(item["options"]?.mapping ?? [:])
            let text = try YAMLEmitter.text(untag(item["value"] ?? .none), options)
            if !text.hasSameScalars(as: item["text"]?.text ?? "") {
                differences.append("\(try Value.dict(item).representation().prefix(300))\ngot \(text.debugDescription)")
            }
        }
        #expect(cases.count > 300)
        #expect(
            differences.isEmpty,
            "\(differences.count) of \(cases.count):\n\(differences.prefix(15).joined(separator: "\n"))")
    }

    @Test func whatStandsTwiceGetsAnAnchor() throws {
        let list: Value = [1, 2]
        #expect(
            try YAMLEmitter.text(["a": list, "b": [list, 3]], YAMLOptions(indent: 4, flowStyle: false)) == """
                a: &id001
                - 1
                - 2
                b:
                - *id001
                - 3

                """)
    }

    @Test func objectsHaveTheirForms() throws {
        let date = Value.object(ValueDate(try CalendarDate(year: 2001, month: 1, day: 2)))
        #expect(try YAMLEmitter.text(["d": date], YAMLOptions(flowStyle: false)) == "d: 2001-01-02\n")
        #expect(try YAMLEmitter.text([.object(ValueBytes(Array("hi".utf8)))]) == "- !!binary |\n  aGk=\n")
        #expect(throws: ValueError.self) {
            try YAMLEmitter.text([.undefined(Undefined(message: "'x' is undefined", name: "x"))])
        }
    }

    @Test func whatHoldsItselfIsWritten() throws {
        let list = ValueList([1])
        list.items.append(.list(list))
        #expect(try YAMLEmitter.text(.list(list), YAMLOptions(flowStyle: false)) == "&id001\n- 1\n- *id001\n")
    }
}
