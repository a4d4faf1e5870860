import Diagnostics
import Foundation
import Testing
import Values
import YAML

/// What ansible-core's loader makes of the same texts (`Tests/Oracles/yaml_load.py`).
@Suite struct LoadingTests {
    private func cases(_ name: String) throws -> [(text: String, outcome: Dict)] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
        let data = try Data(contentsOf: folder.appending(path: "\(name).json"))
        return try JSON.parse([UInt8](data)).elements().map { item in
            (item.mapping?["text"]?.text ?? "", item.mapping?["outcome"]?.mapping ?? [:])
        }
    }

    private func load(_ text: String) throws -> Value {
        let builder = ValueBuilder(trusted: true, vault: { (text) throws(ValueError) in text })
        return try builder.value(ofFile: SourceFile(name: "file.yml", text: text))
    }

    /// The oracle's form: lists, pairs of dicts, and type and representation of the rest.
    private func tag(_ value: Value) throws -> Value {
        switch value {
        case .dict(let dict):
            return ["$dict": .list(try dict.items.map { .list([try tag($0.key), try tag($0.value)]) })]
        case .list, .tuple: return .list(try value.elements().map(tag))
        default: return [.string(value.typeName), .string(try value.representation())]
        }
    }

    @Test(arguments: ["load", "errors"]) func equalsAnsible(name: String) throws {
        var differences: [String] = []
        let cases = try cases(name)
        #expect(cases.count > 50)
        for (text, outcome) in cases {
            let expected = outcome["value"] ?? outcome["error"] ?? .none
            var got: Value
            do { got = try tag(load(text)) } catch let error as Diagnostic {
                got = .string(error.description.trimmingCharacters(in: .whitespacesAndNewlines))
                // Where ansible-core knows only the file we know the place as well.
                if let wanted = expected.text, wanted.hasSuffix("\nOrigin: file.yml"),
                    got.text?.hasPrefix(wanted + ":") == true
                {
                    got = expected
                }
            }
            if got != expected {
                differences.append(
                    "\(text.debugDescription)\n got \(try got.string())\nnot \(try expected.string())")
            }
        }
        #expect(
            differences.isEmpty,
            "\(differences.count) of \(cases.count):\n\(differences.prefix(20).joined(separator: "\n\n"))")
    }
}
